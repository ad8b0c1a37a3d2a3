/** `npm run package -- P01 --kind scorm12`: writes a package for an LMS. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { KINDS } from '@/lms/package/about'
import { PackageError } from '@/lms/package/package-error'
import { parseCourse } from '@/scenarios/courses/format'
import type { Course } from '@/scenarios/engine/course/course'
import { SHIPPED, shippedCourses } from '../courses/shipped'
import { type PackageFile, makeCoursePackage, makePackage } from '../packages/make'
import { libraryIn } from '../library/library'
import { DEFAULT_LOCALE, locales } from '../platform/locales'
import { type CommandResult, runCommand } from './run-command'

const COURSE = 'course:'

const USAGE = `npm run package -- PATTERN|course:NAME --kind ${KINDS.join('|')} [options]
  PATTERN, such as P01, or a course that comes with Second Look: ${SHIPPED.map((name) => `course:${name}`).join(', ')}
  --course FILE                a course of your own, as its builder saves it, in the place of a name
  --variant hostile|genuine     one variant of a scenario; otherwise each attempt draws one
  --locale ${locales().join('|')}
  --report completion|pass     what the LMS gets: only that somebody has finished, as long as nothing
                               is said here, or the result
  --out DIR                    where to write it`

const Options = z.object({
  kind: z.enum(KINDS, `--kind is one of ${KINDS.join(', ')}.`),
  course: z.string().min(1).optional(),
  variant: z.enum(['hostile', 'genuine'], '--variant is hostile or genuine.').optional(),
  locale: z.enum(locales(), `--locale is one of ${locales().join(', ')}.`).default(DEFAULT_LOCALE),
  report: z.enum(['completion', 'pass'], '--report is completion or pass.').default('completion'),
  out: z.string().min(1).default('.'),
})
type PackageArguments = z.infer<typeof Options> & { name: string | null }

runCommand(USAGE, async (words): Promise<CommandResult> => {
  const read = optionsIn(words)
  if ('misuse' in read) return read
  const made = await (read.name === null || read.name.startsWith(COURSE) ? ofCourse(read) : ofScenario(read, read.name))
  if ('failed' in made) return made
  await mkdir(read.out, { recursive: true })
  const path = join(read.out, made.name)
  await writeFile(path, made.bytes)
  const size = `${Math.ceil(made.bytes.length / 1024)} kB`
  return {
    done: `${path}, ${size}. It holds the key, so anyone who opens the file can read what scores. It names nobody to tell in a real case: only packages made in Manage have your contacts.`,
  }
})

type Failure = { failed: string }

async function ofScenario({ kind, locale, report, variant }: PackageArguments, scenario: string): Promise<PackageFile | Failure> {
  const made = await makePackage({ scenario, variant: variant ?? null, kind, locale, report, contacts: [] }).catch(asPackageError)
  if (made instanceof PackageError)
    return { failed: `No package: ${made.message}. Leave ${made.why === 'report' ? '--report' : '--variant'} out.` }
  if (made) return made
  const known = (await libraryIn(locale)).scenarios.map(({ id }) => id)
  const meant = SHIPPED.find((name) => name === scenario) ? ` The course is course:${scenario}.` : ''
  return { failed: `The library has no scenario ${scenario}: ${known.join(', ')}.${meant}` }
}

async function ofCourse({ name, course: file, kind, locale, report }: PackageArguments): Promise<PackageFile | Failure> {
  const named = name === null ? await courseIn(file!) : shippedAs(name.slice(COURSE.length), locale)
  if ('failed' in named) return named
  const made = await makeCoursePackage({ ...named, pictures: [], kind, locale, report, contacts: [] }).catch(asPackageError)
  return made instanceof PackageError ? { failed: `No package: ${made.message}.` } : made
}

interface NamedCourse {
  id: string
  course: Course
}
function shippedAs(name: string, locale: string): NamedCourse | Failure {
  const found = shippedCourses(locale).find((one) => one.name === name)
  return found ? { id: name, course: found.course } : { failed: `No course ${name} comes with Second Look: ${SHIPPED.join(', ')}.` }
}

async function courseIn(file: string): Promise<NamedCourse | Failure> {
  const bytes = await readFile(file).catch(() => null)
  if (!bytes) return { failed: `${file} cannot be read. Is it there?` }
  const parsed = parseCourse(bytes)
  if (!parsed.ok) return { failed: parsed.problems.map(({ line, column, message }) => `${file}:${line}:${column} ${message}`).join('\n') }
  const id = basename(file, extname(file))
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return id ? { id, course: parsed.course } : { failed: `${file} needs a name of letters and digits.` }
}

/** @throws the error itself if it is not a PackageError */
function asPackageError(error: unknown): PackageError {
  if (error instanceof PackageError) return error
  throw error
}

function optionsIn(words: string[]): PackageArguments | { misuse: string } {
  const options = Object.fromEntries(Object.keys(Options.shape).map((name) => [name, { type: 'string' as const }]))
  try {
    const { values, positionals } = parseArgs({ args: words, allowPositionals: true, options })
    const [name = null, ...more] = positionals
    if (more.length > 0 || (name === null) !== (values.course !== undefined))
      return { misuse: 'Name one scenario, such as P01, or one course.' }
    const read = Options.safeParse(values)
    if (!read.success) return { misuse: read.error.issues.map(({ message }) => message).join(' ') }
    const isCourse = name === null || name.startsWith(COURSE)
    return isCourse && read.data.variant
      ? { misuse: 'A course draws which of its cases are genuine. Leave --variant out.' }
      : { name, ...read.data }
  } catch (error) {
    return { misuse: `${(error as Error).message}.` }
  }
}
