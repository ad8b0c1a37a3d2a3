import 'server-only'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Course } from '@/scenarios/engine/course/course'
import type { Variant } from '@/scenarios/engine/format/schema'
import { PASS_MARK } from '@/scenarios/engine/score/attempt'
import type { PackageDescription, Kind } from '@/lms/package/about'
import { descriptors as cmi5 } from '@/lms/package/cmi5'
import { isCountedItem } from '@/lms/course/attempt'
import { type CourseContent, courseIntroOf, isCourse, storedCourse } from '@/lms/course/content'
import { contentOf } from '@/lms/package/content'
import { courseContentOf, mostSuspended } from '@/lms/package/course'
import { pageOf } from '@/lms/package/page'
import { descriptors as scorm12 } from '@/lms/package/scorm12'
import { descriptors as scorm2004 } from '@/lms/package/scorm2004'
import { PackageError } from '@/lms/package/package-error'
import { zipped } from '@/lms/package/zip'
import { type Content, introOf, stored } from '@/lms/content'
import { evidenceIn, libraryIn } from '../library/library'
import { compiledMessages, directionOf, languageOf, translator } from '../platform/locales'

/** What the build made for every package: `server/commands/bundle-player.js`. */
export const PLAYER = '.bundle/player'

export interface PackageRequest {
  scenario: string
  kind: Kind
  /** Null draws one for each attempt. */
  variant: Variant | null
  locale: string
  report: Content['report']
  contacts: Content['contacts']
}
export interface PackageFile {
  name: string
  bytes: Uint8Array
}

const DESCRIPTORS: Record<Kind, (about: PackageDescription) => Record<string, string | Uint8Array>> = {
  scorm12,
  scorm2004,
  cmi5,
  standalone: () => ({}),
}
/** Characters that an LMS keeps for SCORM 1.2. */
const ROOM = 4_096

const PARTS = ['ui', 'play', 'channels', 'debrief', 'help', 'package'] as const
const OF_COURSES = [
  ...(['minutes', 'minutesLeft', 'parts', 'done', 'continue', 'items', 'kind', 'state', 'resume'] as const),
  ...(['item', 'whom', 'attempt', 'note'] as const),
] as const

/** Null if the library has no such scenario. @throws PackageError if this scenario cannot become such a package */
export async function makePackage({ scenario: id, kind, locale, ...choices }: PackageRequest): Promise<PackageFile | null> {
  const scenario = (await libraryIn(locale)).scenario(id)
  if (!scenario) return null
  const { indicators, sources } = await evidenceIn(locale)
  const content = contentOf(scenario, { ...choices, standsAlone: kind === 'standalone' }, { indicators, sources })
  const { title, summary, minutes, report } = content
  if (report !== choices.report) throw new PackageError('report', `${id} reports only its completion`)
  const mastery = report === 'pass' ? PASS_MARK / 100 : null
  const files = { 'index.html': await htmlOf(content, kind, locale) }
  const suffix = [choices.variant, ...suffixes(kind, report)].filter(Boolean).join('-')
  return packed({ id, title, description: summary, minutes, mastery, kind, locale, files, name: `second-look-${id}-${suffix}.zip` })
}

export interface CoursePackageRequest extends Omit<PackageRequest, 'scenario' | 'variant'> {
  /** Letters, digits and `-`, stable over releases. */
  id: string
  /** For the name of its file; by default `id`. */
  file?: string
  course: Course
  /** The pictures that its texts use. */
  pictures: { id: string; type: string; bytes: Uint8Array }[]
}

/** @throws PackageError if something in it is missing, or it is too long for this kind of package */
export async function makeCoursePackage({
  id,
  file = id,
  course,
  pictures,
  kind,
  locale,
  ...choices
}: CoursePackageRequest): Promise<PackageFile> {
  const library = await libraryIn(locale)
  const { indicators, sources } = await evidenceIn(locale)
  const paths = Object.fromEntries(pictures.map(({ id, type }) => [id, `pictures/${id}.${type.split('/')[1]}`]))
  const content = courseContentOf(
    { ...course, id, pictures: paths },
    (scenarioId) => library.scenario(scenarioId),
    { ...choices, standsAlone: kind === 'standalone' },
    { indicators, sources },
  )
  if (kind === 'scorm12' && mostSuspended(content) > ROOM)
    throw new PackageError('room', 'SCORM 1.2 cannot keep the place in so many scenarios')
  const { title, summary, minutes } = content
  const isJudged = choices.report === 'pass' && course.passing === 'mastery' && content.items.some((item) => isCountedItem(content, item))
  const mastery = isJudged ? PASS_MARK / 100 : null
  const files = {
    ...Object.fromEntries(pictures.map(({ id, bytes }) => [paths[id]!, bytes])),
    'index.html': await htmlOf(content, kind, locale),
  }
  return packed({
    id,
    title,
    description: summary,
    minutes,
    mastery,
    kind,
    locale,
    files,
    name: `second-look-${file}-${suffixes(kind, choices.report).join('-')}.zip`,
  })
}

const suffixes = (kind: Kind, report: Content['report']): string[] => [kind, ...(report === 'pass' ? ['results'] : [])]

interface Parts extends Pick<PackageDescription, 'id' | 'title' | 'description' | 'minutes' | 'mastery'> {
  name: string
  kind: Kind
  locale: string
  files: Record<string, string | Uint8Array>
}
async function packed({ name, kind, locale, files: own, ...said }: Parts): Promise<PackageFile> {
  const files = { ...(await besides(String(own['index.html']))), ...own }
  const about: PackageDescription = { ...said, locale: languageOf(locale), files: Object.keys(files).sort(), launch: 'index.html' }
  return { name, bytes: zipped({ ...files, ...DESCRIPTORS[kind](about) }) }
}

/** Letters that most packages have none of, and that cost 19 kB each. */
const RARE: [string, RegExp][] = [
  ['greek', /\p{Script=Greek}/u],
  ['cyrillic', /\p{Script=Cyrillic}/u],
]

async function besides(page: string): Promise<Record<string, Uint8Array>> {
  const left = RARE.filter(([, letters]) => !letters.test(page)).map(([script]) => `-${script}-`)
  const all = await readdir(join(PLAYER, 'fonts'))
  const fonts = all.filter((font) => !left.some((script) => font.includes(script))).map((font) => `fonts/${font}`)
  const files = await Promise.all(fonts.map(async (path) => [path, await readFile(join(PLAYER, path))] as const))
  return { ...Object.fromEntries(files), 'LICENSE.txt': await readFile('LICENSE') }
}

const part = (file: string): Promise<string> => readFile(join(PLAYER, file), 'utf8')

async function htmlOf(content: Content | CourseContent, kind: Kind, locale: string): Promise<string> {
  return pageOf({
    kind,
    title: content.title,
    language: languageOf(locale),
    direction: directionOf(locale),
    page: {
      intro: isCourse(content) ? courseIntroOf(content) : introOf(content),
      language: languageOf(locale),
      messages: textsOf(content, locale),
    },
    content: isCourse(content) ? storedCourse(content) : stored(content),
    script: await part(`${kind}.js`),
    styles: await part('player.css'),
    drawings: await part('drawings.svg'),
    noScript: translator(locale, 'package')('noScript'),
  })
}

function textsOf(content: Content | CourseContent, locale: string): Record<string, unknown> {
  const { learn, courses, ...messages } = compiledMessages(locale)
  const { start, you, before, minutes } = learn
  const shared = { ...Object.fromEntries(PARTS.map((part) => [part, messages[part]])), learn: { start, you, before, minutes } }
  if (!isCourse(content)) return shared
  const { rules, debrief, start: begin } = courses.terms
  return {
    ...shared,
    courses: { ...Object.fromEntries(OF_COURSES.map((part) => [part, courses[part]])), terms: { rules, debrief, start: begin } },
  }
}
