/** What every file may import, by the layers in docs/architecture.md, and what else holds of all files. Each rule lists the files that break it. */
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')

interface Layer {
  /** A file belongs to the layer with the longest matching path. */
  path: string
  below: string[]
  packages: string[] | 'any'
}
/** The layers of one folder: each may import those named before it. Inner brackets group neighbours, which may not import each other. */
const layers = (folder: string, names: (string | string[])[], also: Pick<Layer, 'below' | 'packages'>): Layer[] =>
  names.flatMap((entry, i) =>
    [entry].flat().map((name) => ({
      path: `${folder}/${name}`,
      packages: also.packages,
      below: [
        ...also.below,
        ...names
          .slice(0, i)
          .flat()
          .map((above) => `${folder}/${above}`),
      ],
    })),
  )
const ENGINE = layers('scenarios/engine', ['format', 'play', 'score', 'debrief', ['course', 'live']], {
  below: [],
  packages: [
    'zod',
    'intl-messageformat',
    '@formatjs/icu-messageformat-parser',
    '@noble/hashes',
    'pure-rand',
    /* only in XSTATE_FILES */ 'xstate',
  ],
})
const pathsOf = (all: Layer[]): string[] => all.map(({ path }) => path)
const CONTENT = layers('scenarios', ['library', 'courses'], { below: pathsOf(ENGINE), packages: ['yaml', 'zod'] })
const AUTHORING = layers('scenarios/authoring', ['inspect', 'draft', 'commands'], {
  below: pathsOf([...ENGINE, ...CONTENT]),
  packages: ['yaml', 'zod', 'pure-rand', 'intl-messageformat'],
})
const SCENARIOS: Layer[] = [...ENGINE, ...CONTENT, ...AUTHORING]
/** The server refuses a scenario that is not sound; only its commands do more for authors. */
const SERVED = pathsOf(SCENARIOS).filter((path) => path !== 'scenarios/authoring/commands')

const REACT = { packages: ['react', 'use-intl', 'lucide-react'] }
const PLAYED = layers('components', ['ui', 'channels', 'play', 'debrief', 'course'], { below: pathsOf(ENGINE), ...REACT })
const LIVE = layers('components/live', ['shared', ['prepare', 'cockpit', 'phone', 'projector', 'summary', 'printout']], {
  below: [...pathsOf(ENGINE), ...pathsOf(PLAYED)],
  ...REACT,
})
const COMPONENTS: Layer[] = [
  ...PLAYED,
  ...LIVE,
  ...['manage', 'draft'].map((room) => ({ path: `components/${room}`, below: [...pathsOf(ENGINE), ...pathsOf(PLAYED)], ...REACT })),
]

const LMS: Layer[] = [
  { path: 'lms', below: [...pathsOf(ENGINE), ...pathsOf(PLAYED)], packages: [...REACT.packages, 'react-dom', '@noble/hashes'] },
  {
    path: 'lms/package',
    below: [...pathsOf(ENGINE), ...pathsOf(PLAYED), 'lms'],
    packages: ['fflate', '@noble/hashes', 'node:fs', 'node:path'],
  },
]

const SERVER_LAYERS = layers(
  'server',
  [
    'platform',
    'database',
    'outbox',
    'http',
    'library',
    'drafts',
    'organisation',
    'mail',
    'learning',
    'xapi',
    'packages',
    'accounts',
    'courses',
    'enrolment',
    ['certificates', 'reminders'],
    'records',
    'reports',
    'audit-files',
    'directory',
    'live',
    'lti',
    'privacy',
    'nextjs',
    'sign-in',
  ],
  { below: [...SERVED, ...pathsOf(LMS), 'messages'], packages: 'any' },
)
const SERVER: Layer[] = [
  ...SERVER_LAYERS,
  { path: 'server', below: [...pathsOf(SCENARIOS), ...pathsOf(LMS), 'messages', ...pathsOf(SERVER_LAYERS)], packages: 'any' },
]

const LAYERS: Layer[] = [
  ...SCENARIOS,
  ...COMPONENTS,
  ...LMS,
  ...SERVER,
  { path: 'messages', below: [], packages: [] },
  { path: 'app', below: pathsOf([...SCENARIOS, ...COMPONENTS, ...LMS, ...SERVER]).concat('messages'), packages: 'any' },
]
/** Only the code that serves pages and their handlers may import Next. */
const KNOWS_NEXT = ['server/nextjs', 'server/sign-in', 'server', 'app']
/** XState v6 will break v5 configs. */
const XSTATE_FILES = ['scenarios/engine/live/room-machine.ts', 'scenarios/engine/live/room.ts']

const layerOf = (path: string): Layer | undefined =>
  LAYERS.filter((layer) => `${path}/`.startsWith(`${layer.path}/`)).sort((a, b) => b.path.length - a.path.length)[0]

/** Every module that a file imports, types included. */
const imports = (text: string): string[] => ts.preProcessFile(text, true, false).importedFiles.map(({ fileName }) => fileName)

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

function violations(file: string, text: string): string[] {
  const layer = layerOf(file)
  if (!layer) return [`${file} is in no layer`]
  return imports(text).flatMap((specifier): string[] => {
    const local = specifier.startsWith('.')
      ? relative(ROOT, resolve(ROOT, dirname(file), specifier))
      : specifier.startsWith('@/')
        ? specifier.slice(2)
        : null
    if (local !== null) {
      const other = layerOf(local)
      if (!other) return layer.path === 'app' || local.endsWith('.css') ? [] : [`${file} imports ${local}, which is in no layer`]
      return other === layer || layer.below.includes(other.path) ? [] : [`${file} (${layer.path}) may not import ${local}`]
    }
    const name = packageOf(specifier)
    if (/^next(\/|$)/.test(specifier) && !specifier.startsWith('next/dist/') && !KNOWS_NEXT.includes(layer.path))
      return [`${file} (${layer.path}) may not import Next`]
    if (name === 'xstate' && !XSTATE_FILES.includes(file)) return [`${file} may not import xstate`]
    return layer.packages === 'any' || layer.packages.includes(name) ? [] : [`${file} (${layer.path}) may not import the package ${name}`]
  })
}

const files = ['scenarios', 'components', 'lms', 'server', 'messages', 'app']
  .flatMap((folder) => (readdirSync(join(ROOT, folder), { recursive: true }) as string[]).map((path) => join(folder, path)))
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
const contents = new Map(files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]))

/** Files of which something holds. */
const where = (holds: (file: string, text: string) => boolean): string[] =>
  [...contents].filter(([file, text]) => holds(file, text)).map(([file]) => file)

describe('the layers', () => {
  test('hold: every file imports only what its layer may', () => {
    expect(files.length).toBeGreaterThan(900)
    expect([...contents].flatMap(([file, text]) => violations(file, text))).toEqual([])
  })

  test.each([
    ['a layer above', 'server/learning/x.ts', `import { itemDone } from '../enrolment/enrolment'`],
    ['a neighbour', 'components/live/phone/x.tsx', `import { Cockpit } from '../cockpit/cockpit'`],
    ['a type of the server', 'components/channels/x.tsx', `type X = import('@/server/library/library').LibraryPattern`],
    ['a page, later', 'server/x.ts', `const page = await import('@/app/[locale]/(site)/page')`],
    ['a page, passed on', 'components/ui/x.tsx', `export * from '../../app/page'`],
    ['a package', 'components/play/x.tsx', `import { z } from 'zod'`],
    ['xstate', 'scenarios/engine/score/x.ts', `import { setup } from 'xstate'`],
    ['Next', 'server/courses/x.ts', `import { headers } from 'next/headers'`],
    ['nothing, and is in no layer', 'scenarios/engine/x.ts', ''],
  ])('are broken by a file that imports %s', (_, file, text) => {
    expect(violations(file, text)).toHaveLength(1)
  })
})

test('the player never navigates by itself: its delivery does', () => {
  const leaves = /\blocation\s*(=[^=]|\.(assign|reload|href\s*=[^=]|replace\((?!'#)))/
  expect(where((file, text) => file.startsWith('components/play/') && leaves.test(text))).toEqual(['components/play/http-delivery.ts'])
})

describe('the server', () => {
  const isOurs = (file: string) => file.startsWith('server/') && !file.startsWith('server/commands/') && file !== 'server/main.ts'

  test('is marked as such in every file that exports anything but types', () => {
    const exports = /^export (?!type|interface)/m
    expect(where((file, text) => isOurs(file) && exports.test(text) && !/^import 'server-only'$/m.test(text))).toEqual([])
  })
  test('keeps state shared by the whole process in one place', () => {
    expect(where((file, text) => file.startsWith('server/') && text.includes('globalThis'))).toEqual(['server/platform/shared.ts'])
  })
  test('gives each shared value a unique name', () => {
    const names = where(isOurs).flatMap((file) =>
      [...contents.get(file)!.matchAll(/\b(shared|limiter)\((['"`])(.+?)\2/g)].map(([, of, , name]) => `${of} ${name}`),
    )
    expect(names.length).toBeGreaterThan(8)
    expect(names).toEqual([...new Set(names)])
  })
})

describe('a post', () => {
  /** These read by themselves what other programs send: better-auth, and the pages of an LMS. */
  const OTHER = ['app/api/auth/[...all]/route.ts', 'app/api/lti/launch/route.ts', 'app/api/lti/login/route.ts']
  const addressOf = (file: string) =>
    `/${file
      .split('/')
      .slice(1, -1)
      .filter((part) => !part.startsWith('('))
      .join('/')}`

  test('uses the form handler, with its own address', () => {
    const posts = where((file, text) => /\/route\.ts$/.test(file) && /^export .*\bPOST\b/m.test(text))
    expect(posts.length).toBeGreaterThan(60)
    const handled = (file: string) => /^export const POST = formHandler\(\s*'([^']+)'/m.exec(contents.get(file)!)?.[1]
    expect(posts.filter((file) => handled(file) !== addressOf(file))).toEqual(OTHER)
  })
  test('is parsed as a form in one place', () => {
    expect(where((_, text) => text.includes('.formData()'))).toEqual(['server/nextjs/form-handler.ts'])
  })
})

describe('what a learner’s page loads', () => {
  const compilerOptions = { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, jsx: ts.JsxEmit.Preserve }
  const ownImports = new Map<string, string[]>()
  /** What a file imports, without types: files by their path, packages by their name. */
  function importsOf(file: string): string[] {
    const known = ownImports.get(file)
    if (known) return known
    const found = imports(ts.transpileModule(contents.get(file)!, { compilerOptions }).outputText).flatMap((specifier) => {
      const base = specifier.startsWith('@/') ? specifier.slice(2) : specifier.startsWith('.') ? join(dirname(file), specifier) : null
      return base === null ? [packageOf(specifier)] : [`${base}.ts`, `${base}.tsx`].filter((path) => contents.has(path))
    })
    ownImports.set(file, found)
    return found
  }
  function loaded(file: string, seen = new Set<string>()): Set<string> {
    if (seen.has(file)) return seen
    seen.add(file)
    if (contents.has(file)) for (const each of importsOf(file)) loaded(each, seen)
    return seen
  }
  const HEAVY = ['zod', 'yaml', 'intl-messageformat', 'scenarios/engine/format/schema.ts', 'scenarios/engine/play/compile.ts']
  const KEY = 'scenarios/engine/score/attempt.ts'
  const loading = (entries: string[], what: string[]) =>
    entries.flatMap((file) => what.filter((each) => loaded(file).has(each)).map((each) => `${file} loads ${each}`))

  test('is neither zod nor yaml nor the key', () => {
    const entries = where((_, text) => /^['"]use client['"]/.test(text))
    expect(entries.length).toBeGreaterThan(30)
    expect(loading(entries, [...HEAVY, KEY])).toEqual([])
  })
  test('in a package is neither zod nor a parser', () => {
    const entries = where((file) => file.startsWith('lms/player/kinds/'))
    expect(loading(entries, HEAVY)).toEqual([])
    expect(entries.filter((file) => !loaded(file).has('lms/course/session.ts'))).toEqual([])
  })
})

test('every page has a title, apart from those that lead on or have the title of the whole', () => {
  expect(
    where((file, text) => file.endsWith('/page.tsx') && !/^export (async function|const) generateMetadata\b/m.test(text)).sort(),
  ).toEqual(['app/[locale]/(live)/j/[code]/page.tsx', 'app/[locale]/(site)/page.tsx'])
})
