import 'server-only'
import { permitted } from '@/server/nextjs/current-person'
import type { Person } from '@/server/accounts/people'
import { type OwnedCourse, courseVersion, readCourse } from '@/server/courses/courses'
import { saveFormDraft } from '@/server/accounts/form-drafts'
import { BUILDERS, READERS, mayRead, owns } from '@/server/courses/owners'
import { gone, seeOther } from '@/server/nextjs/responses'
import { isSame } from '@/scenarios/courses/diff'

/** For pages of people who may build courses. `path` begins after `/manage/courses`. */
export const owner = (locale: string, path = ''): Promise<Person> => permitted(locale, `/${locale}/manage/courses${path}`, ...BUILDERS)

/** For pages of one course. For people who do not own it, it does not exist. */
export async function ownedCourse(locale: string, id: string, path = ''): Promise<{ person: Person; course: OwnedCourse; base: string }> {
  const person = await owner(locale, `/${id}${path}`)
  return { person, course: await ownCourse(locale, person, id), base: `/${locale}/manage/courses/${id}` }
}

export async function ownCourse(locale: string, person: Person, id: string): Promise<OwnedCourse> {
  const course = await readCourse(id)
  return course && (await owns(person, id)) ? course : gone(locale)
}

export async function recordedCourse(
  locale: string,
  id: string,
  path: string,
): Promise<{ person: Person; course: OwnedCourse; mayChange: boolean }> {
  const person = await permitted(locale, `/${locale}/manage/courses/${id}${path}`, ...READERS)
  return { person, ...(await readableCourse(locale, person, id)) }
}
export async function readableCourse(locale: string, person: Person, id: string): Promise<{ course: OwnedCourse; mayChange: boolean }> {
  const course = await readCourse(id)
  return course && (await mayRead(person, id)) ? { course, mayChange: await owns(person, id) } : gone(locale)
}

export type DraftSaver = (page: string, body: unknown, part?: string) => Promise<Response>
export const keepFor =
  (person: Person): DraftSaver =>
  async (page, body, part) =>
    seeOther(`${page}?kept=${await saveFormDraft(person.id, body)}${part ? `#${part}` : ''}`)

export interface PostedToCourse {
  course: OwnedCourse
  base: string
  keep: DraftSaver
}
export async function postedToCourse({
  locale,
  params,
  person,
}: {
  locale: string
  params: { course: string }
  person: Person
}): Promise<PostedToCourse> {
  const course = await ownCourse(locale, person, params.course)
  return { course, base: `/${locale}/manage/courses/${params.course}`, keep: keepFor(person) }
}

/** The selected file, or else the pasted text; null if there is neither. Bytes are not decoded here. */
export async function fileOrText(file: File | undefined, pasted: string): Promise<Uint8Array | string | null> {
  if (file) return new Uint8Array(await file.arrayBuffer())
  return pasted.trim() === '' ? null : pasted
}

/** The contents of a file, to show again in a field: bytes that are not text become replacement characters. */
export const asText = (given: Uint8Array | string): string =>
  (typeof given === 'string' ? given : new TextDecoder('utf-8').decode(given)).replace(/\u0000/g, '\ufffd').slice(0, 512 * 1024)

export async function isChanged({ id, version, draft }: OwnedCourse): Promise<boolean> {
  return version === 0 || !isSame(await courseVersion(id, version), draft)
}

export const asked = (query: Record<string, string | string[] | undefined>, name: string): string => {
  const value = query[name]
  return typeof value === 'string' ? value : ''
}
