import 'server-only'

const values = globalThis as unknown as { secondLook?: Map<string, unknown> }

/** One value for the whole process: the entry and Next load our modules apart, and would each open their own. */
export function shared<T>(name: string, open: () => T): T {
  const all = (values.secondLook ??= new Map())
  if (!all.has(name)) all.set(name, open())
  return all.get(name) as T
}
