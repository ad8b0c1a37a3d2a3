import 'server-only'
import { readFileSync, readdirSync } from 'node:fs'
import { z } from 'zod'
import { LIVE_REQUESTS } from './live/requests'
import { launchedPage } from './platform/launch-token'

/** The route of an address: `/[locale]/learn/attempts/[attempt]`. It contains nothing of the address itself. */

type Segments = string[]
/** By number of segments, because we look up every vote. Routes that end in `[...rest]` fit several numbers. */
interface Routes {
  exact: Map<number, Segments[]>
  rest: Segments[]
}
let known: Routes | undefined

/** Next's routes, and those answered before Next. The most specific first. */
function routes(): Routes {
  if (known) return known
  const found = (process.env.NODE_ENV === 'production' ? builtRoutes() : sourceRoutes()).map((path) => path.split('/').slice(1))
  const live = LIVE_REQUESTS.map((what) => ['[locale]', 'live', '[session]', what])
  const weight = (segments: Segments) => segments.map((s) => (s.startsWith('[...') ? 2 : s.startsWith('[') ? 1 : 0)).join('')
  const all = [...found, ...live, ['metrics'], ['icon.svg'], ['offline.js']].sort((a, b) => (weight(a) < weight(b) ? -1 : 1))
  known = { exact: new Map(), rest: [] }
  for (const route of all) {
    if (route.at(-1)?.startsWith('[...')) known.rest.push(route)
    else known.exact.set(route.length, [...(known.exact.get(route.length) ?? []), route])
  }
  return known
}

const ManifestSchema = z.record(z.string(), z.string())
/** The routes in the build, which needs no sources. */
export const builtRoutes = (): string[] =>
  Object.values(ManifestSchema.parse(JSON.parse(readFileSync('.next/app-path-routes-manifest.json', 'utf8'))))
/** The routes in `app/`, because in development they change. */
export const sourceRoutes = (): string[] =>
  (readdirSync('app', { recursive: true }) as string[])
    .map((path) => path.split(/[\\/]/))
    .filter((parts) => /^(page\.tsx|route\.ts)$/.test(parts.at(-1)!))
    .map(
      (parts) =>
        `/${parts
          .slice(0, -1)
          .filter((part) => !part.startsWith('('))
          .join('/')}`,
    )

/** @returns `other` if there is no such page, because the address could contain anything */
export function routeOf(url = '/'): string {
  const launched = launchedPage(url)
  // Removes the token, but keeps that it was a launch.
  if (launched && launched.url !== url) return routeOf(launched.url).replace('/[locale]', '/[locale]/lti/[launch]')
  const segments = url.split(/[?#]/)[0]!.split('/').filter(Boolean)
  if (segments[0] === '_next') return '/_next'
  if (segments.length === 0) return '/'
  const { exact, rest } = routes()
  const route =
    exact.get(segments.length)?.find((r) => r.every((part, i) => isFor(part, segments[i]!))) ??
    rest.find((r) => segments.length >= r.length && r.slice(0, -1).every((part, i) => isFor(part, segments[i]!)))
  return route ? `/${route.join('/')}` : 'other'
}

const isFor = (part: string, segment: string): boolean => part.startsWith('[') || part === segment
