/** What runs in the process of server/platform/read-apart.ts: it reads one file, answers and ends. */
import { parseCourse } from '@/scenarios/courses/format'
import { readPeopleFile } from './accounts/typed-people'
import { readDirectoryFile } from './directory/entries'
import type { Answer } from './platform/read-apart'

const READINGS = { course: parseCourse, directory: readDirectoryFile, people: readPeopleFile }

process.on('message', ({ name, given }: { name: keyof typeof READINGS; given: never[] }) =>
  process.send!(answerTo(READINGS[name] as (...given: never[]) => unknown, given), () => process.disconnect()),
)

function answerTo(read: (...given: never[]) => unknown, given: never[]): Answer<unknown> {
  try {
    return { read: read(...given) }
  } catch (error) {
    return { error }
  }
}
