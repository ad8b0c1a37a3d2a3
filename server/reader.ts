/** What runs in the processes of server/platform/read-apart.ts: it reads a file and answers. Unless told to stay, it ends then. */
import { readDraft } from '@/scenarios/authoring/draft/read-draft'
import { parseCourse } from '@/scenarios/courses/format'
import { readPeopleFile } from './accounts/typed-people'
import { readDirectoryFile } from './directory/entries'
import type { Answer } from './platform/read-apart'

const READINGS = { course: parseCourse, directory: readDirectoryFile, draft: readDraft, people: readPeopleFile }

process.on('message', ({ name, given, stay }: { name: keyof typeof READINGS; given: never[]; stay?: true }) =>
  process.send!(answerTo(READINGS[name] as (...given: never[]) => unknown, given), () => !stay && process.disconnect()),
)

function answerTo(read: (...given: never[]) => unknown, given: never[]): Answer<unknown> {
  try {
    return { read: read(...given) }
  } catch (error) {
    return { error }
  }
}
