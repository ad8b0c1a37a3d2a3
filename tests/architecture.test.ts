/** Checks every file against the layers in docs/architecture.md: which layers and packages it may import. */
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')

interface Layer {
  /** A file belongs to the layer with the longest matching path. */
  path: string
  /** Layers it may import, besides itself. */
  below: string[]
  /** Packages it may import; `any` for all. */
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
const AUTHORING = layers('scenarios/authoring', ['inspect', 'commands'], {
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
const COMPONENTS: Layer[] = [...PLAYED, ...LIVE, { path: 'components/manage', below: [...pathsOf(ENGINE), ...pathsOf(PLAYED)], ...REACT }]

/** Packages for an LMS: what they play in a browser, and what makes them. */
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
const XSTATE_FILES = ['scenarios/engine/play/machine.ts', 'scenarios/engine/live/room-machine.ts', 'scenarios/engine/live/room.ts']

const layerOf = (path: string): Layer | undefined =>
  LAYERS.filter((layer) => `${path}/`.startsWith(`${layer.path}/`)).sort((a, b) => b.path.length - a.path.length)[0]

/** Every module that a file imports, types included. */
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

/** The imports of a file that its layer does not allow. */
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

describe('the layers', () => {
  test.each([...contents])('%s imports only what its layer may', (file, text) => {
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
    ['scenarios/engine/live/x.ts', `import { renewAt } from '../course/course'`],
    ['scenarios/library/x.ts', `import { inspectFolder } from '../authoring/inspect'`],
    ['scenarios/authoring/inspect/x.ts', `import { USAGE } from '../commands/verbs'`],
    ['scenarios/authoring/commands/x.ts', `import { readFileSync } from 'node:fs'`],
    ['server/library/x.ts', `import { check } from '@/scenarios/authoring/commands/check'`],
    ['components/live/phone/x.tsx', `import { Cockpit } from '../cockpit/cockpit'`],
    ['components/live/cockpit/x.tsx', `import { Summary } from '../summary/summary'`],
    ['components/play/x.tsx', `import { Debrief } from '../debrief/debrief'`],
    ['server/learning/x.ts', `import { itemDone } from '../enrolment/enrolment'`],
    ['server/accounts/x.ts', `import { liveRoom } from '../live/open-rooms'`],
    ['server/live/x.ts', `import { currentPerson } from '../nextjs/current-person'`],
    ['server/courses/x.ts', `import { headers } from 'next/headers'`],
    ['server/enrolment/x.ts', `import { readRecords } from '../records/records'`],
    ['server/reminders/x.ts', `import { certificateOf } from '../certificates/certificates'`],
    ['server/records/x.ts', `import { readCompliance } from '../reports/compliance'`],
    ['components/play/x.tsx', `import Link from 'next/link'`],
    ['components/play/x.tsx', `import { z } from 'zod'`],
    ['components/channels/x.tsx', `type X = import('@/server/library/library').LibraryPattern`],
    ['components/ui/x.tsx', `export * from '../../app/page'`],
    ['server/x.ts', `const page = await import('@/app/[locale]/(site)/page')`],
    ['server/x.ts', `import { Player } from '@/components/play/player'`],
  ])('%s with %s is found', (file, text) => {
    expect(violations(file, text)).toHaveLength(1)
  })
})

test('the player never navigates by itself: its delivery does', () => {
  const leaves = /\blocation\s*(=[^=]|\.(assign|reload|href\s*=[^=]|replace\((?!'#)))/
  const found = [...contents].filter(([file, text]) => file.startsWith('components/play/') && leaves.test(text)).map(([file]) => file)
  expect(found).toEqual(['components/play/http-delivery.ts'])
})

describe('the server', () => {
  const serverFiles = [...contents].filter(
    ([file]) => file.startsWith('server/') && !file.startsWith('server/commands/') && file !== 'server/main.ts',
  )
  test.each(serverFiles.filter(([, text]) => /^export (?!type|interface)/m.test(text)))('%s is marked as server-only', (_, text) => {
    expect(text).toMatch(/^import 'server-only'$/m)
  })
  test('keeps state shared by the whole process in one place', () => {
    const global = [...contents].filter(([file, text]) => file.startsWith('server/') && text.includes('globalThis'))
    expect(global.map(([file]) => file)).toEqual(['server/platform/shared.ts'])
  })
  test('gives each shared value a unique name', () => {
    const names = serverFiles.flatMap(([, text]) =>
      [...text.matchAll(/\b(shared|limiter)\((['"`])(.+?)\2/g)].map(([, of, , name]) => `${of} ${name}`),
    )
    expect(names.length).toBeGreaterThan(8)
    expect(names).toEqual([...new Set(names)])
  })
})

describe('a post', () => {
  /** Posts without the form handler, and why. */
  const OTHER = {
    'app/api/auth/[...all]/route.ts': 'better-auth reads what it is sent',
    'app/api/lti/launch/route.ts': 'a platform’s answer comes from its own pages',
    'app/api/lti/login/route.ts': 'a platform begins from its own pages',
  }
  const posts = [...contents].filter(([file, text]) => /\/route\.ts$/.test(file) && /^export .*\bPOST\b/m.test(text))
  const addressOf = (file: string) =>
    `/${file
      .split('/')
      .slice(1, -1)
      .filter((part) => !part.startsWith('('))
      .join('/')}`

  test.each(posts.filter(([file]) => !Object.hasOwn(OTHER, file)))('%s uses the form handler, with its own address', (file, text) => {
    const [, route] = /^export const POST = formHandler\(\s*'([^']+)'/m.exec(text) ?? []
    expect(route).toBe(addressOf(file))
  })
  test('skips the form handler only in the listed files', () => {
    expect(posts.length).toBeGreaterThan(60)
    expect(Object.keys(OTHER).filter((file) => !/formHandler/.test(contents.get(file)!))).toEqual(Object.keys(OTHER))
  })
  test('is parsed as a form in one place', () => {
    expect([...contents].filter(([, text]) => text.includes('.formData()')).map(([file]) => file)).toEqual([
      'server/nextjs/form-handler.ts',
    ])
  })
})

describe('what a learner’s page loads', () => {
  /** Our modules and the packages that a client file loads, without types. */
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
    '%s loads neither zod nor yaml nor the key',
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
  test.each([...contents.keys()].filter((file) => file.startsWith('lms/player/kinds/')))('%s loads neither zod nor a parser', (file) => {
    const all = [...loaded(file)]
    expect(all).toContain('lms/course/session.ts')
    for (const heavy of ['zod', 'yaml', 'intl-messageformat', 'scenarios/engine/format/schema.ts', 'scenarios/engine/play/compile.ts'])
      expect(all).not.toContain(heavy)
  })
})

describe('what is made by a recipe', () => {
  /** Leads on, or has the title of the whole. */
  const UNTITLED = ['app/[locale]/(live)/j/[code]/page.tsx', 'app/[locale]/(site)/page.tsx']
  test.each([...contents].filter(([file]) => file.endsWith('/page.tsx') && !UNTITLED.includes(file)))('%s has a title', (_, text) => {
    expect(text).toMatch(/^export (async function|const) generateMetadata\b/m)
  })
})
