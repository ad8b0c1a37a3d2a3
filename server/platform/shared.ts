import 'server-only'

/**
 * What there is once in a process: the store, the log, the limits. Next loads our modules apart from those the entry loads, so
 * that a variable of a module is there twice.
 */
const all = ((globalThis as { secondLook?: Map<string, unknown> }).secondLook ??= new Map())

/** What goes by that name, opened when it is first asked for. A test holds each name to one place. */
export function shared<T>(name: string, open: () => T): T {
  if (!all.has(name)) all.set(name, open())
  return all.get(name) as T
}
