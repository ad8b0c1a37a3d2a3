import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { LIVE_REQUESTS } from '@/server/live/requests'

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** As in `app/`: `/[locale]/live/[session]`. */
  path: string
  /** `POST /[locale]/live/create`. */
  name: string
  page: boolean
}

const READING: ReadonlySet<string> = new Set(['stream', 'state'])
const METHODS = /export (?:(?:async )?function|const) (GET|POST|PUT|PATCH|DELETE)\b|export \{ (.+) \}/g

const inFrontOfNext: Route[] = [
  ...LIVE_REQUESTS.map((what) => ({ method: READING.has(what) ? 'GET' : 'POST', path: `/[locale]/live/[session]/${what}` }) as const),
  { method: 'POST', path: '/[locale]/j' } as const,
  { method: 'GET', path: '/metrics' } as const,
].map(({ method, path }) => ({ method, path, name: `${method} ${path}`, page: false }))

/** Sorted by address, so that signing out comes after requests that need a sign-in. */
export const routes: Route[] = [
  ...inFrontOfNext,
  ...(readdirSync('app', { recursive: true }) as string[]).sort(byAddress).flatMap((file): Route[] => {
    const [, folder = '', kind] = /^(?:(.*)\/)?(page\.tsx|route\.ts)$/.exec(file) ?? []
    const path = `/${folder
      .split('/')
      .filter((part) => !part.startsWith('('))
      .join('/')}`
    if (kind === 'page.tsx') return [{ method: 'GET', path, name: `GET ${path}`, page: true }]
    if (kind !== 'route.ts') return []
    const methods = [...readFileSync(join('app', file), 'utf8').matchAll(METHODS)].flatMap(
      ([, one, several]) => one ?? several!.split(', ').map((as) => as.split(' as ').at(-1)!),
    )
    if (methods.length === 0) throw new Error(`app/${file} answers nothing`)
    return methods.map((method) => ({ method: method as Route['method'], path, name: `${method} ${path}`, page: false }))
  }),
]

function byAddress(one: string, other: string): number {
  const [a, b] = [one, other].map((file) => file.replace(/\([^/]*\)\//g, '')) as [string, string]
  return a < b ? -1 : 1
}

/** A param without a value gets an id that does not exist. */
export const addressOf = ({ path }: Route, parts: Record<string, string> = {}): string =>
  path
    .replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => encodeURIComponent({ locale: 'en', ...parts }[name] ?? NOBODYS))
    .replace(/(?<=.)\/$/, '')
export const NOBODYS = 'nobodys-id-000000000'
