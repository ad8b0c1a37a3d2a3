/** What stands in for parts of Next on a page (next.config.js) is held against the Next that is installed, and against our own code. */
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { build } from 'esbuild'
import * as standIn from '@/components/ui/unrouted.js'
import config from '@/next.config.js'

const STAND_IN = './components/ui/unrouted.js'
const CLIENT = 'node_modules/next/dist/client'
const aliases = Object.entries(config.turbopack?.resolveAlias ?? {}).flatMap(([request, to]) =>
  typeof to === 'object' && 'browser' in to && to.browser === STAND_IN ? [request] : [],
)
const filesIn = (folder: string, ext: RegExp): string[] =>
  (readdirSync(folder, { recursive: true }) as string[]).filter((file) => ext.test(file)).map((file) => join(folder, file))

/** What a page loads of Next, as its bundler follows it from the first file. */
const loaded = async (): Promise<string[]> => {
  const { metafile } = await build({
    entryPoints: [join(CLIENT, 'app-next-turbopack.js')],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'browser',
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.__NEXT_DEV_SERVER': 'false' },
    external: ['react-server-dom-turbopack/*', 'react-server-dom-webpack/*', 'private-next-*', '@vercel/turbopack-ecmascript-runtime/*'],
  })
  return Object.keys(metafile.inputs).filter((file) => file.includes('node_modules/next/'))
}

test('what it stands in for has all that Next reads of it', async () => {
  const read = (await loaded()).flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    return [...text.matchAll(/const (_\w+) = (?:\/\*#__PURE__\*\/ )?\w*\(?require\("([^"]+)"\)/g)]
      .filter(([, , request]) => aliases.includes(request!))
      .flatMap(([, name, request]) =>
        [...text.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'))].map(([, used]) => ({ request: request!, used: used! })),
      )
  })
  expect([...new Set(read.map(({ used }) => used))].filter((name) => !(name in standIn))).toEqual([])
  expect(
    aliases.filter((alias) => !read.some(({ request }) => request === alias)),
    'aliases that stand in for nothing',
  ).toEqual([])
})

test('nothing of ours would meet it', () => {
  const ours = [...filesIn('app', /\.tsx?$/), ...filesIn('components', /\.tsx?$/)].map((file) => ({
    file,
    text: readFileSync(file, 'utf8'),
  }))
  const asked = ours.flatMap(({ file, text }) => [...text.matchAll(/from '([^']+)'/g)].map(([, request]) => ({ file, request: request! })))
  expect(asked.filter(({ request }) => aliases.includes(request))).toEqual([])
  expect(
    asked.filter(({ request }) => /^next\/(link|form|router)$/.test(request)),
    'a link is one of HTML',
  ).toEqual([])
  expect(ours.filter(({ text }) => /useRouter|usePathname|useSearchParams|'use server'/.test(text)).map(({ file }) => file)).toEqual([])
})

test('a page that has the sheet for learners shows nothing that is only in the other', () => {
  const site = readFileSync('app/site.css', 'utf8')
  const left = [...site.matchAll(/@source not "(.+?)"/g)].map(([, path]) => path!)
  expect(left).toEqual(['../**/*.test.tsx', '../components/manage', '../components/live', './*/(manage)', './*/(live)'])
  const within = (file: string) => /\((manage|live)\)/.test(file)
  const pages = filesIn('app', /\.tsx$/).filter((file) => !within(file))
  const imports = pages.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/from '([^']+)'/g)].map(([, request]) => ({
      file,
      to: request!.startsWith('.') ? resolve(dirname(file), request!) : request!,
    })),
  )
  expect(imports.filter(({ to }) => /components\/(manage|live)|\((manage|live)\)/.test(to))).toEqual([])
  for (const group of ['(manage)', '(live)'])
    expect(readFileSync(`app/[locale]/${group}/layout.tsx`, 'utf8')).toContain("import '../../tools.css'")
})
