import 'server-only'
import { permitted, permittedToWrite } from '@/server/next/current-person'
import type { Person } from '@/server/accounts/people'
import { type OwnedCourse, courseVersion, readCourse } from '@/server/courses/courses'
import { keepForm } from '@/server/courses/form-drafts'
import { gone, refused, seeOther } from '@/server/next/responses'
import { isSame } from '@/scenarios/courses/diff'
import { SECTIONS } from '../manage-shell'

/** For pages: whoever may build courses. `path` begins after `/manage/courses`. */
export const owner = (locale: string, path = ''): Promise<Person> =>
  permitted(locale, `/${locale}/manage/courses${path}`, ...SECTIONS.courses)

/** How far people are is their owners' to see: whoever builds courses as an administrator sees who is in them, and no more. */
export const seesCompletion = ({ roles }: Person): boolean => roles.includes('owner')

/** For pages of one course. */
export async function ownedCourse(locale: string, id: string, path = ''): Promise<{ person: Person; course: OwnedCourse; base: string }> {
  const person = await owner(locale, `/${id}${path}`)
  const course = await readCourse(id)
  return course ? { person, course, base: `/${locale}/manage/courses/${id}` } : gone(locale)
}

export interface Posted {
  person: Person
  form: FormData
  /** A text of the form; empty where it has none of that name. Lines end as on this machine. */
  text: (name: string) => string
  /** Keeps what was typed and leads to the page that shows it. */
  keep: (page: string, body: unknown, part?: string) => Promise<Response>
}

/** For handlers: who posted what, or what to answer instead. */
export async function posted(request: Request, locale: string): Promise<Posted | Response> {
  const no = await refused(request)
  if (no) return no
  const { person, no: other } = await permittedToWrite(locale, ...SECTIONS.courses)
  if (!person) return other
  const form = await request.formData().catch(() => new FormData())
  return {
    person,
    form,
    text: (name) => {
      const value = form.get(name)
      return typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : ''
    },
    keep: async (page, body, part) => seeOther(`${page}?kept=${await keepForm(person.id, body)}${part ? `#${part}` : ''}`),
  }
}

export interface PostedToCourse extends Posted {
  course: OwnedCourse /** The course's address. */
  base: string
}
export async function postedToCourse(
  request: Request,
  { locale, course: id }: { locale: string; course: string },
): Promise<PostedToCourse | Response> {
  const post = await posted(request, locale)
  if (post instanceof Response) return post
  const course = await readCourse(id)
  return course ? { ...post, course, base: `/${locale}/manage/courses/${id}` } : gone(locale)
}

/** A file that was chosen, else the text that was pasted; null where there is neither. Bytes stay as they are. */
export async function fileOrText({ form, text }: Posted, name: { file: string; text: string }): Promise<Uint8Array | string | null> {
  const file = form.get(name.file)
  if (file instanceof File && file.size > 0) return new Uint8Array(await file.arrayBuffer())
  const pasted = text(name.text)
  return pasted.trim() === '' ? null : pasted
}

/** What a file came to, to be shown again in a field: bytes that are no text become marks that tell so. */
export const asText = (given: Uint8Array | string): string =>
  (typeof given === 'string' ? given : new TextDecoder('utf-8').decode(given)).replace(/\u0000/g, '\ufffd').slice(0, 512 * 1024)

/** Whether the draft differs from what new learners get. */
export async function isChanged({ id, version, draft }: OwnedCourse): Promise<boolean> {
  return version === 0 || !isSame(await courseVersion(id, version), draft)
}

/** What pages are asked with: texts alone. */
export const asked = (query: Record<string, string | string[] | undefined>, name: string): string => {
  const value = query[name]
  return typeof value === 'string' ? value : ''
}
