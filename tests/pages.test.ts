import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const filesIn = (folder: string) =>
  (readdirSync(folder, { recursive: true }) as string[])
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => ({ file: join(folder, file), text: readFileSync(join(folder, file), 'utf8') }))

test('nothing is a server action: next.config.js leaves out what sends one', () => {
  const all = ['app', 'components', 'server'].flatMap(filesIn)
  expect(all.filter(({ text }) => /^\s*['"]use server['"]/m.test(text)).map(({ file }) => file)).toEqual([])
})

test('a page that has the sheet for learners shows nothing that is only in the other', () => {
  const site = readFileSync('app/site.css', 'utf8')
  const left = [...site.matchAll(/@source not "(.+?)"/g)].map(([, path]) => path!)
  expect(left).toEqual(['../**/*.test.tsx', '../components/manage', '../components/live', './*/(manage)', './*/(live)'])
  const pages = filesIn('app').filter(({ file }) => !/\((manage|live)\)/.test(file))
  const imports = pages.flatMap(({ file, text }) =>
    [...text.matchAll(/from '([^']+)'/g)].map(([, request]) => ({
      file,
      to: request!.startsWith('.') ? resolve(dirname(file), request!) : request!,
    })),
  )
  expect(imports.filter(({ to }) => /components\/(manage|live)|\((manage|live)\)/.test(to))).toEqual([])
  for (const group of ['(manage)', '(live)'])
    expect(readFileSync(`app/[locale]/${group}/layout.tsx`, 'utf8')).toContain("import '../../tools.css'")
})
