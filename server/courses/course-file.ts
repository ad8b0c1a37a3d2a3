import 'server-only'
import type { ParsedCourse, parseCourse } from '@/scenarios/courses/format'
import { readApart } from '../platform/read-apart'

const SLOW = {
  line: 1,
  column: 1,
  message: 'the file cannot be read in time: shorten it, and look for brackets and quotes that are not closed, then try again',
}

/** Reads a course's file in a process of its own. */
export const readCourseFile = async (given: Uint8Array | string): Promise<ParsedCourse> =>
  (await readApart<typeof parseCourse>('course', given)) ?? { ok: false, problems: [SLOW] }
