import 'server-only'

/** Next loads its own copies of our modules, so a module-level variable would exist twice. */
const all = ((globalThis as { secondLook?: Map<string, unknown> }).secondLook ??= new Map())

/** Returns the value with that name, and creates it on first use. A test checks that each name is used in one place only. */
export function shared<T>(name: string, open: () => T): T {
  if (!all.has(name)) all.set(name, open())
  return all.get(name) as T
}
