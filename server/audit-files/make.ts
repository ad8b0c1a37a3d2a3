import 'server-only'
import { type Zippable, zip } from 'fflate'
import { listCourses, readCourse } from '../courses/courses'
import { database } from '../database'
import { organisation } from '../organisation/organisation'
import { languageOf } from '../platform/locales'
import { logFault } from '../platform/log'
import { type CourseContents, courseContents } from './contents'
import { fingerprintOf, auditFileSigner } from './keys'
import { type AuditFile, keepAuditFile, sweepAuditFiles } from './audit-files'
import { openPaper } from './pdf'
import { type Cover, footerOf, writeOverview } from './overview'
import { leaveRoom, signPdf } from './signature'
import { otherTables, peopleTable } from './tables'
import { fileOf, textOf } from './texts'

const HELD = 5 * 60_000
const TRIES = 3
const DAY = 24 * 3600_000

export async function makeAuditFiles(stopping?: AbortSignal): Promise<Record<string, number> | null> {
  const swept = await sweepAuditFiles()
  let [made, failed] = [0, 0]
  for (let file = await claim(); file && !stopping?.aborted; file = await claim()) {
    try {
      await keepAuditFile(file.id, await makeAuditFile(file))
      made++
    } catch (error) {
      failed++
      logFault('An auditor’s file could not be made', error)
      await database()
        .updateTable('audit_file')
        .set({ state: file.tries >= TRIES ? 'failed' : 'waiting', progress: 0, held_until: Date.now() + 60_000 })
        .where('id', '=', file.id)
        .where('state', '=', 'waiting')
        .execute()
    }
  }
  return made + failed + swept > 0 ? { made, failed, swept } : null
}

async function claim(now = Date.now()): Promise<AuditFile | null> {
  const next = await database()
    .selectFrom('audit_file')
    .select('id')
    .where('state', '=', 'waiting')
    .where('held_until', '<', now)
    .orderBy('asked_at')
    .executeTakeFirst()
  if (!next) return null
  const held = await database()
    .updateTable('audit_file')
    .set((e) => ({ held_until: now + HELD, tries: e('tries', '+', 1) }))
    .where('id', '=', next.id)
    .where('state', '=', 'waiting')
    .where('held_until', '<', now)
    .returningAll()
    .executeTakeFirst()
  return held ?? claim(now)
}

export async function makeAuditFile(file: AuditFile, now = Date.now()): Promise<Uint8Array> {
  const ids = file.course_id ? [file.course_id] : (await listCourses()).filter(({ version }) => version > 0).map(({ id }) => id)
  const people = peopleTable(file.locale)
  const lines = [people.head]
  const courses: CourseContents[] = []
  for (const [i, id] of ids.entries()) {
    const title = (await readCourse(id))?.draft.title ?? ''
    const contents = await courseContents(
      id,
      periodOf(file),
      async (rows, recorded) => {
        lines.push(people.lines(title, rows, recorded))
        await breathe()
      },
      file.locale,
      now,
    )
    if (contents) courses.push(contents)
    await progress(file.id, Math.round((80 * (i + 1)) / ids.length))
  }
  const files = new Map(
    [['people.csv', lines.join('')], ...otherTables(courses, file.locale), ...(await textsOf(courses, file.locale))].map(([name, text]) => [
      name!,
      Buffer.from(text!),
    ]),
  )
  const overview = await overviewOf(file, courses, files, now)
  await progress(file.id, 95)
  return zipped({ 'overview.pdf': overview, ...Object.fromEntries(files) })
}

/** Each scenario once, even if it is in several courses. */
async function textsOf(courses: readonly CourseContents[], locale: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  for (const taught of courses.flatMap((course) => course.taught)) {
    const name = fileOf(taught)
    if (!texts.has(name)) texts.set(name, await textOf(taught, locale))
    await breathe()
  }
  return texts
}

const periodOf = ({ from_day, to_day }: AuditFile) => ({ from: Date.parse(from_day), until: Date.parse(to_day) + DAY })

async function overviewOf(
  file: AuditFile,
  courses: readonly CourseContents[],
  files: ReadonlyMap<string, Uint8Array>,
  now: number,
): Promise<Buffer> {
  const signer = await auditFileSigner(now)
  const [{ name }, by] = await Promise.all([
    organisation(),
    database().selectFrom('user').select('name').where('id', '=', file.user_id).executeTakeFirst(),
  ])
  const cover: Cover = {
    organisation: name,
    course: file.course_id ? (courses[0]?.title ?? '') : null,
    fromDay: file.from_day,
    toDay: file.to_day,
    at: now,
    by: by?.name ?? '',
    fingerprint: fingerprintOf(new Uint8Array(signer.certificate.toSchema(true).toBER())),
  }
  const footer = footerOf(cover, file.locale)
  const paper = openPaper({ title: footer(1, 1).split(' · ')[0]!, language: languageOf(file.locale), at: now }, (document) =>
    leaveRoom(document, { name: name || 'Second Look', reason: 'Evidence of training', at: now }),
  )
  await writeOverview(paper, cover, courses, files, file.locale)
  return signPdf(await paper.finish(footer), signer)
}

/** Lets other work have its turn, and records progress so that no other process takes over. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const progress = (id: string, percent: number): Promise<unknown> =>
  database()
    .updateTable('audit_file')
    .set({ progress: percent, held_until: Date.now() + HELD })
    .where('id', '=', id)
    .execute()

/** Not on this thread, because a table of a hundred thousand people takes a second. */
const zipped = (files: Zippable): Promise<Uint8Array> =>
  new Promise((resolve, reject) => zip(files, { level: 6 }, (error, data) => (error ? reject(error) : resolve(data))))
