import { describe, expect, test } from 'vitest'
import { figuresOf, inCycles, longFiles, longFunctions, median, readCode } from './figures'

const figures = figuresOf(readCode().code)

describe('the code', () => {
  test('has no files that import one another in a circle, types included', () => {
    expect(figures.cycles).toEqual([])
  })
  test('has no file over 250 lines', () => {
    expect(longFiles(figures)).toEqual([])
  })
  test('has short functions: half of them up to 6 lines, and of a thousand at most five over 60', () => {
    expect(median(figures.functions)).toBeLessThanOrEqual(6)
    const share = longFunctions(figures).length / figures.functions.length
    const named = longFunctions(figures).map(({ name, lines }) => `${lines} ${name}`)
    expect(share, named.join('\n')).toBeLessThanOrEqual(0.005)
  })
})

describe('the figures', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, i) => `  n += ${i}`).join('\n')
  const of = (...texts: string[]) => figuresOf(texts.map((text, i) => ({ file: `folder/${i}.ts`, text })))

  test('find a circle through types, through other files, and through a folder’s index', () => {
    const cyclic = [`import type { B } from './1'`, `export * from '@/folder/2'`, `type A = import('./0').A`, `import { A } from './0'`]
    expect(of(...cyclic).cycles).toEqual(['folder/0.ts', 'folder/1.ts', 'folder/2.ts'])
    expect(
      inCycles(
        new Map([
          ['a/index.ts', ['b']],
          ['b.ts', ['a']],
        ]),
      ),
    ).toEqual(['a/index.ts', 'b.ts'])
  })
  test('name what is too long', () => {
    const { functions, files } = longOf(`const long = () => {\n${lines(60)}\n}\nfunction fits() {\n${lines(58)}\n}\n${lines(150)}`)
    expect(functions).toEqual([{ name: 'folder/0.ts:1 long', lines: 62 }])
    expect(files).toEqual([{ name: 'folder/0.ts', lines: 272 }])
  })
  test('count what is asserted and what is commented', () => {
    const { nonNull, assertions, commentLines } = of(`// Why.\nconst a = b! as T\nconst c = [1] as const\n/** So. */`)
    expect({ nonNull, assertions, commentLines }).toEqual({ nonNull: 1, assertions: 1, commentLines: 2 })
  })
  function longOf(text: string) {
    const all = of(text)
    return { functions: longFunctions(all), files: longFiles(all) }
  }
})
