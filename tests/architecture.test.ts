/** Holds the table of rooms in docs/architecture.md over every file: who may import whom, and which packages. */
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')

interface Room {
  /** The files it holds: by the longest path that fits. */
  path: string
  /** Rooms it may import, its own apart. */
  rooms: string[]
  /** Packages it may import; `any` for all. */
  packages: string[] | 'any'
}
/** Layers of one folder: each may import those above it. A pair of brackets holds neighbours, which do not know each other. */
const layers = (folder: string, names: (string | string[])[], also: Pick<Room, 'rooms' | 'packages'>): Room[] =>
  names.flatMap((entry, i) =>
    [entry].flat().map((name) => ({
      path: `${folder}/${name}`,
      packages: also.packages,
      rooms: [
        ...also.rooms,
        ...names
          .slice(0, i)
          .flat()
          .map((above) => `${folder}/${above}`),
      ],
    })),
  )
const ENGINE = layers('scenarios/engine', ['format', 'play', 'score', 'debrief', ['inspect', 'course', 'live']], {
  rooms: [],
  packages: [
    'zod',
    'intl-messageformat',
    '@formatjs/icu-messageformat-parser',
    '@noble/hashes',
    'pure-rand',
    /* statistics */ '@stdlib/stats-base-dists-beta-cdf',
    '@stdlib/stats-base-dists-beta-quantile',
    '@stdlib/stats-base-dists-normal-pdf',
    '@stdlib/stats-base-dists-normal-quantile',
    /* in machine.ts and room.ts alone */ 'xstate',
  ],
})
const pathsOf = (rooms: Room[]): string[] => rooms.map(({ path }) => path)
const SCENARIOS: Room[] = [...ENGINE, ...layers('scenarios', ['library', 'courses'], { rooms: pathsOf(ENGINE), packages: ['yaml', 'zod'] })]

const REACT = { packages: ['react', '@xstate/react', 'use-intl', 'lucide-react'] }
const PLAYED = layers('components', ['ui', 'channels', 'play', 'debrief'], { rooms: pathsOf(ENGINE), ...REACT })
const LIVE = layers('components/live', ['shared', ['phone', 'projector', 'cockpit']], {
  rooms: [...pathsOf(ENGINE), ...pathsOf(PLAYED)],
  ...REACT,
})
const COMPONENTS: Room[] = [...PLAYED, ...LIVE, { path: 'components/manage', rooms: [...pathsOf(ENGINE), ...pathsOf(PLAYED)], ...REACT }]

const SERVER_LAYERS = layers(
  'server',
  ['platform', 'database', 'http', 'library', 'organisation', 'learning', 'accounts', 'courses', 'live', 'privacy', 'next', 'sign-in'],
  { rooms: [...pathsOf(SCENARIOS), 'messages'], packages: 'any' },
)
const SERVER: Room[] = [
  ...SERVER_LAYERS,
  { path: 'server', rooms: [...pathsOf(SCENARIOS), 'messages', ...pathsOf(SERVER_LAYERS)], packages: 'any' },
]

const ROOMS: Room[] = [
  ...SCENARIOS,
  ...COMPONENTS,
  ...SERVER,
  { path: 'messages', rooms: [], packages: [] },
  { path: 'app', rooms: pathsOf([...SCENARIOS, ...COMPONENTS, ...SERVER]).concat('messages'), packages: 'any' },
]
/** Next is known where pages and their handlers are served, and nowhere below. */
const KNOWS_NEXT = ['server/next', 'server/sign-in', 'server', 'app']
/** XState v6 will break v5 configs. */
const XSTATE_FILES = ['scenarios/engine/play/machine.ts', 'scenarios/engine/live/room.ts']

const roomOf = (path: string): Room | undefined =>
  ROOMS.filter((room) => `${path}/`.startsWith(`${room.path}/`)).sort((a, b) => b.path.length - a.path.length)[0]

/** Every module a file names, types included. */
function imports(text: string): string[] {
  const source = ts.createSourceFile('x.tsx', text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const named =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
            ? node.argument.literal
            : undefined
    if (named && ts.isStringLiteral(named)) found.push(named.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** What a file imports against the table. */
function violations(file: string, text: string): string[] {
  const room = roomOf(file)
  if (!room) return [`${file} is in no room`]
  return imports(text).flatMap((specifier): string[] => {
    const local = specifier.startsWith('.')
      ? relative(ROOT, resolve(ROOT, dirname(file), specifier))
      : specifier.startsWith('@/')
        ? specifier.slice(2)
        : null
    if (local !== null) {
      const other = roomOf(local)
      if (!other) return room.path === 'app' || local.endsWith('.css') ? [] : [`${file} imports ${local}, which is in no room`]
      return other === room || room.rooms.includes(other.path) ? [] : [`${file} (${room.path}) may not import ${local}`]
    }
    const name = packageOf(specifier)
    if (/^next(\/|$)/.test(specifier) && !specifier.startsWith('next/dist/') && !KNOWS_NEXT.includes(room.path))
      return [`${file} (${room.path}) may not know Next`]
    if (name === 'xstate' && !XSTATE_FILES.includes(file)) return [`${file} may not import xstate`]
    return room.packages === 'any' || room.packages.includes(name) ? [] : [`${file} (${room.path}) may not import the package ${name}`]
  })
}

const files = ['scenarios', 'components', 'server', 'messages', 'app']
  .flatMap((room) => (readdirSync(join(ROOT, room), { recursive: true }) as string[]).map((path) => join(room, path)))
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
const contents = new Map(files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]))

describe('the rooms', () => {
  test.each([...contents])('%s imports what its room may', (file, text) => {
    expect(violations(file, text)).toEqual([])
  })

  test.each([
    ['scenarios/engine/play/x.ts', `import { y } from '../../library/load'`],
    ['scenarios/engine/play/x.ts', `import type { Attempt } from '@/server/learning/attempts'`],
    ['scenarios/engine/play/x.ts', `import 'react'`],
    ['scenarios/engine/score/x.ts', `import { setup } from 'xstate'`],
    ['scenarios/engine/x.ts', ''],
    ['components/live/x.ts', ''],
    ['scenarios/library/x.ts', `import next from 'next'`],
    ['scenarios/engine/format/x.ts', `import type { Play } from '../play/play'`],
    ['scenarios/engine/live/x.ts', `import { inspect } from '../inspect/index'`],
    ['components/live/phone/x.tsx', `import { Cockpit } from '../cockpit/cockpit'`],
    ['components/play/x.tsx', `import { Debrief } from '../debrief/debrief'`],
    ['server/learning/x.ts', `import { itemDone } from '../courses/enrolments'`],
    ['server/accounts/x.ts', `import { hub } from '../live/hub'`],
    ['server/live/x.ts', `import { currentPerson } from '../next/current-person'`],
    ['server/courses/x.ts', `import { headers } from 'next/headers'`],
    ['components/play/x.tsx', `import Link from 'next/link'`],
    ['components/play/x.tsx', `import { z } from 'zod'`],
    ['components/channels/x.tsx', `type X = import('@/server/library/library').LibraryPattern`],
    ['components/ui/x.tsx', `export * from '../../app/page'`],
    ['server/x.ts', `const page = await import('@/app/[locale]/(site)/page')`],
    ['server/x.ts', `import { Player } from '@/components/play/player'`],
  ])('the table bites: %s with %s', (file, text) => {
    expect(violations(file, text)).toHaveLength(1)
  })
})

test('a player goes nowhere by itself: its delivery does', () => {
  const leaves = /\blocation\s*(=[^=]|\.(assign|reload|href\s*=[^=]|replace\((?!'#)))/
  const found = [...contents].filter(([file, text]) => file.startsWith('components/play/') && leaves.test(text)).map(([file]) => file)
  expect(found).toEqual(['components/play/http-delivery.ts'])
})

describe('the server', () => {
  const serverFiles = [...contents].filter(
    ([file]) => file.startsWith('server/') && !file.startsWith('server/commands/') && file !== 'server/main.ts',
  )
  test.each(serverFiles.filter(([, text]) => /^export (?!type|interface)/m.test(text)))(
    '%s says that it is for the server only',
    (_, text) => {
      expect(text).toMatch(/^import 'server-only'$/m)
    },
  )
  test('keeps what there is once in a process in one place', () => {
    const global = [...contents].filter(([file, text]) => file.startsWith('server/') && text.includes('globalThis'))
    expect(global.map(([file]) => file)).toEqual(['server/platform/shared.ts'])
  })
  test('gives each thing that is shared a name of its own', () => {
    const names = serverFiles.flatMap(([, text]) =>
      [...text.matchAll(/\b(shared|limiter)\((['"`])(.+?)\2/g)].map(([, of, , name]) => `${of} ${name}`),
    )
    expect(names.length).toBeGreaterThan(8)
    expect(names).toEqual([...new Set(names)])
  })
})

describe('what is posted', () => {
  /** Posts that go another way, and why. */
  const OTHER = {
    'app/api/auth/[...all]/route.ts': 'better-auth reads what it is sent',
  }
  const posts = [...contents].filter(([file, text]) => /\/route\.ts$/.test(file) && /^export .*\bPOST\b/m.test(text))
  const addressOf = (file: string) =>
    `/${file
      .split('/')
      .slice(1, -1)
      .filter((part) => !part.startsWith('('))
      .join('/')}`

  test.each(posts.filter(([file]) => !Object.hasOwn(OTHER, file)))(
    '%s goes through the form handler, under its own address',
    (file, text) => {
      const [, route] = /^export const POST = formHandler\(\s*'([^']+)'/m.exec(text) ?? []
      expect(route).toBe(addressOf(file))
    },
  )
  test('goes another way only where that is said', () => {
    expect(posts.length).toBeGreaterThan(60)
    expect(Object.keys(OTHER).filter((file) => !/formHandler/.test(contents.get(file)!))).toEqual(Object.keys(OTHER))
  })
  test('is read as a form in one place', () => {
    expect([...contents].filter(([, text]) => text.includes('.formData()')).map(([file]) => file)).toEqual(['server/next/form-handler.ts'])
  })
})

describe('what a learner’s page loads', () => {
  /** Modules of ours that a client file brings along, types apart. */
  function loaded(file: string, seen = new Set<string>()): Set<string> {
    if (seen.has(file)) return seen
    seen.add(file)
    const source = ts.transpileModule(contents.get(file)!, {
      compilerOptions: {
        target: ts.ScriptTarget.ESNext,
        module: ts.ModuleKind.ESNext,
        jsx: ts.JsxEmit.Preserve,
        verbatimModuleSyntax: false,
      },
    }).outputText
    for (const specifier of imports(source)) {
      const base = specifier.startsWith('@/') ? specifier.slice(2) : specifier.startsWith('.') ? join(dirname(file), specifier) : null
      if (base === null) seen.add(packageOf(specifier))
      else for (const path of [`${base}.ts`, `${base}.tsx`]) if (contents.has(path)) loaded(path, seen)
    }
    return seen
  }
  test.each([...contents.keys()].filter((file) => /^['"]use client['"]/.test(contents.get(file)!)))(
    '%s brings neither zod nor yaml nor the key',
    (file) => {
      const all = [...loaded(file)]
      for (const heavy of [
        'zod',
        'yaml',
        'intl-messageformat',
        'scenarios/engine/format/schema.ts',
        'scenarios/engine/play/compile.ts',
        'scenarios/engine/score/attempt.ts',
      ]) {
        expect(all).not.toContain(heavy)
      }
    },
  )
})

describe('what is made by a recipe', () => {
  /** Leads on, or has the title of the whole. */
  const UNTITLED = ['app/[locale]/(live)/j/[code]/page.tsx', 'app/[locale]/(site)/page.tsx']
  test.each([...contents].filter(([file]) => file.endsWith('/page.tsx') && !UNTITLED.includes(file)))('%s has a title', (_, text) => {
    expect(text).toMatch(/^export async function generateMetadata\b/m)
  })
  test('every migration is applied, under the name of its file', () => {
    const folder = 'server/database/migrations/'
    const names = [...contents.keys()].filter((file) => file.startsWith(folder)).map((file) => file.slice(folder.length, -3))
    const list = contents.get('server/database/migrations.ts')!
    expect(names.length).toBeGreaterThan(10)
    expect([...list.matchAll(/^ {2}'(\d{3}-[\w-]+)':/gm)].map(([, name]) => name)).toEqual(names.sort())
    expect(new Set(names.map((name) => name.slice(0, 3))).size).toBe(names.length)
  })
})
