/** The routes that `app/` makes, and addresses for them: for tests that go through all of them. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

export interface Route { method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; /** As in `app/`: `/[locale]/live/[session]`. */ path: string; /** `POST /[locale]/live/create`. */ name: string; page: boolean }

const METHODS = /export (?:async function|const) (GET|POST|PUT|PATCH|DELETE)\b|export const \{ ([A-Z, ]+) \}/g

export const routes: Route[] = (readdirSync('app', { recursive: true }) as string[]).sort().flatMap((file): Route[] => {
  const [, folder = '', kind] = /^(.*?)\/?(page\.tsx|route\.ts)$/.exec(file) ?? []
  const path = `/${folder}`
  if (kind === 'page.tsx') return [{ method: 'GET', path, name: `GET ${path}`, page: true }]
  if (kind !== 'route.ts') return []
  return [...readFileSync(join('app', file), 'utf8').matchAll(METHODS)].flatMap(([, one, several]) => one ?? several!.split(/\s*,\s*/))
    .map((method) => ({ method: method as Route['method'], path, name: `${method} ${path}`, page: false }))
})

/** Fills the parts of an address; a part without a value gets an id that is nobody's. */
export const addressOf = ({ path }: Route, parts: Record<string, string> = {}): string =>
  path.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => encodeURIComponent({ locale: 'en', ...parts }[name] ?? NOBODYS)).replace(/(?<=.)\/$/, '')
export const NOBODYS = 'nobodys-id-000000000'
