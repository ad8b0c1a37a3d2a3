/** A story ready to be played, drawn, read, scored or measured. */
import { type StorySubject, subjectIn } from '../inspect'
import type { TruthSubject } from '../inspect/subject'
import { type Nature, Nature as NatureSchema, type NamePool, type Overlay, type Story } from '../../engine/format/schema'
import type { Source } from '../../library/finding'
import type { Scorer } from '../../engine/score/attempt'
import { kindOf, loadLibrary } from '../../library/load'
import { Misuse, type Workspace, evidenceIn } from './verb'

export interface Playable {
  file: string
  source: Source
  story: Story
  pool: NamePool
  overlays: Overlay[]
  subject: StorySubject
}

/** The story that an author names: `P01`, a folder or a file. @throws Misuse if it cannot be read or compiled */
export function playable(paths: readonly string[], workspace: Workspace): Playable {
  if (paths.length !== 1) throw new Misuse('name one story, such as P01')
  const { libraries, named } = workspace.asked(paths)
  const stories = [...named].filter((file) => kindOf(file) === 'story')
  if (stories.length > 1) throw new Misuse(`name one of these: ${stories.join(', ')}`)
  const { folders, pool, findings } = loadLibrary(libraries[0]!)
  const fault = findings.find((f) => f.severity === 'error' && f.rule !== 'library-story')
  if (fault) throw new Misuse(`${fault.file} cannot be read yet: line ${fault.line}, ${fault.message} (see check)`)
  const folder = folders.find((f) => f.story && named.has(f.story.source.file))
  if (!folder?.story) throw new Misuse('there is no story.yaml here')
  const { value: story, source } = folder.story
  const subject = subjectIn(story, pool, evidenceIn(workspace), source)!
  return { file: source.file, source, story, pool, overlays: folder.overlays.map((o) => o.value), subject }
}

export type Truth = TruthSubject & { scorer: Scorer }
/** The truths that were asked for, or all. @throws Misuse if one cannot be played to an end */
export function truthsOf({ subject, file }: Playable, asked: string | undefined): Truth[] {
  const nature = asked === undefined ? undefined : natureIn(asked)
  return subject.truths
    .filter((truth) => nature === undefined || truth.nature === nature)
    .map((truth) => {
      if (!truth.scorer) throw new Misuse(`${file} cannot be played yet: not everything leads to an end (see check)`)
      return truth as Truth
    })
}
function natureIn(word: string): Nature {
  const read = NatureSchema.safeParse(word)
  if (!read.success) throw new Misuse(`--nature is hostile or genuine, not ${word}`)
  return read.data
}
