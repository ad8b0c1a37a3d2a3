import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { precompiled } from './compiled-file'
import { survey } from './files'
import { read } from './read-scenario'

describe('the library as the build compiled it', () => {
  const ours = resolve('scenarios/library')

  test('is what a start serves, without compiling anything', async () => {
    const { engine, of } = await precompiled()
    const asked: boolean[] = []
    const found = async (digest: string) => {
      asked.push(of(digest) !== undefined)
      return of(digest)
    }
    const [fromFile, compiled] = await Promise.all([
      read(await survey([ours]), null, { engine, of: found }),
      read(await survey([ours]), null, { engine, of: async () => undefined }),
    ])
    expect(asked).toEqual(Array(compiled.outcomes.length).fill(true))
    expect(JSON.parse(JSON.stringify(fromFile.outcomes))).toEqual(JSON.parse(JSON.stringify(compiled.outcomes)))
  })

  test('is not reused by another compiler', async () => {
    const { of } = await precompiled()
    const { outcomes } = await read(await survey([ours]), null, { engine: 'another', of: async (digest) => of(digest) })
    for (const { digest } of outcomes) expect(of(digest)).toBeUndefined()
  })
})
