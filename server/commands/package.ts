/** `npm run package -- P01 --kind scorm12`: writes a package for an LMS. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { KINDS } from '@/lms/package/about'
import { makePackage } from '../packages/make'
import { libraryIn } from '../library/library'
import { DEFAULT_LOCALE, locales } from '../platform/locales'
import { type Ended, runCommand } from './run-command'

const USAGE = `npm run package -- PATTERN --kind ${KINDS.join('|')} [options]
  --nature hostile|genuine     one truth; otherwise each attempt draws one
  --locale ${locales().join('|')}
  --report pass|completion     what the LMS is told: the result, or only that somebody has finished
  --out DIR                    where to write it`

const Options = z.object({
  kind: z.enum(KINDS, `--kind is one of ${KINDS.join(', ')}.`),
  nature: z.enum(['hostile', 'genuine'], '--nature is hostile or genuine.').optional(),
  locale: z.enum(locales(), `--locale is one of ${locales().join(', ')}.`).default(DEFAULT_LOCALE),
  report: z.enum(['pass', 'completion'], '--report is pass or completion.').default('pass'),
  out: z.string().min(1).default('.'),
})

runCommand(USAGE, async (words): Promise<Ended> => {
  const read = optionsIn(words)
  if ('misuse' in read) return read
  const { pattern, out, nature = null, ...asked } = read
  const made = await makePackage({ pattern, nature, contacts: [], ...asked }).catch((error: unknown) => {
    if (error instanceof RangeError) return error
    throw error
  })
  if (!made)
    return { failed: `The library has no pattern ${pattern}: ${(await libraryIn(asked.locale)).patterns.map(({ id }) => id).join(', ')}.` }
  if (made instanceof RangeError) return { failed: `${made.message}. Leave --nature out.` }
  await mkdir(out, { recursive: true })
  const path = join(out, made.name)
  await writeFile(path, made.bytes)
  return { done: `${path}, ${Math.ceil(made.bytes.length / 1024)} kB. It holds the key: whoever opens the file can read what scores.` }
})

function optionsIn(words: string[]): (z.infer<typeof Options> & { pattern: string }) | { misuse: string } {
  const options = Object.fromEntries(Object.keys(Options.shape).map((name) => [name, { type: 'string' as const }]))
  try {
    const { values, positionals } = parseArgs({ args: words, allowPositionals: true, options })
    const [pattern, ...more] = positionals
    if (!pattern || more.length > 0) return { misuse: 'Name one pattern, such as P01.' }
    const read = Options.safeParse(values)
    return read.success ? { pattern, ...read.data } : { misuse: read.error.issues.map(({ message }) => message).join(' ') }
  } catch (error) {
    return { misuse: `${(error as Error).message}.` }
  }
}
