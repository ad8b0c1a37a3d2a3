import 'server-only'
import { readFileSync, readdirSync } from 'node:fs'
import { parseCourse, courseOverlay, translateCourse } from '@/scenarios/courses/format'
import type { Course } from '@/scenarios/engine/course/course'
import { type Language, ORIGINAL, original } from '@/scenarios/engine/play/language'
import { type LibraryFile, loadOverlay } from '@/scenarios/library/load'
import { asPseudo } from '../library/pseudo'

/** The shortest first. */
export const SHIPPED = ['essentials', 'onboarding'] as const
export type ShippedName = (typeof SHIPPED)[number]
export interface ShippedCourse {
  name: ShippedName
  course: Course
  language: Language
}

const FOLDER = 'scenarios/courses'
let held: Record<string, ShippedCourse>[] | undefined

/** @throws if a file that we ship cannot be read; a test reads them all */
export const shippedCourses = (locale: string): ShippedCourse[] =>
  (held ??= SHIPPED.map(byLocale)).map((languages) => languages[locale] ?? languages[ORIGINAL]!)

function byLocale(name: ShippedName): Record<string, ShippedCourse> {
  const file = `${FOLDER}/${name}.yaml`
  const parsed = parseCourse(readFileSync(file))
  if (!parsed.ok) throw new Error(parsed.problems.map((p) => `${file}:${p.line}:${p.column} ${p.message}`).join('\n'))
  const { course } = parsed
  const languages: Record<string, ShippedCourse> = { [ORIGINAL]: { name, course, language: original } }
  const pseudo = asPseudo(FOLDER, (locale, say) => courseOverlay(course, locale, say))
  for (const { path, bytes } of [...overlaysOf(name), ...pseudo]) {
    const overlay = loadOverlay(bytes, path)
    if (!overlay.ok) throw new Error(overlay.findings.map((f) => `${f.file}:${f.line}:${f.column} ${f.message}`).join('\n'))
    const { locale } = overlay.value
    const { untranslated, ...translated } = translateCourse(course, overlay.value)
    languages[locale] = { name, ...translated, language: { locale, untranslated } }
  }
  return languages
}

/** `essentials.de.yaml` is the German of `essentials.yaml`. */
const overlaysOf = (name: string): LibraryFile[] =>
  readdirSync(FOLDER)
    .filter((file) => file.startsWith(`${name}.`) && file.split('.').length === 3 && file.endsWith('.yaml'))
    .map((file) => ({ path: `${FOLDER}/${file}`, bytes: readFileSync(`${FOLDER}/${file}`) }))
