import 'server-only'
import { isCounted } from '@/scenarios/engine/play/compiled'
import { PASS_MARK } from '@/scenarios/engine/score/attempt'
import { database } from '../database'
import type { LinkRow } from '../database/row-types/lti'
import { type Attempt, readAttempt } from '../learning/attempts'
import { bestOf } from '../learning/repeats'

/** Null unless a link opened the attempt, or one that it repeats, and none of them has held. @returns the first one, and what was disclosed */
export async function repeatableAtLink({
  id,
  learner,
  header,
  compiled,
}: Attempt): Promise<(Pick<LinkRow, 'disclosed'> & { first: Attempt }) | null> {
  if (header.purpose === 'practice' || !isCounted(compiled)) return null
  const first = await readAttempt(learner, header.purpose === 'repeat' ? header.parent! : id)
  const link =
    first &&
    (await database()
      .selectFrom('lti_link')
      .select('disclosed')
      .where('attempt_id', '=', first.id)
      .where('learner_id', '=', learner)
      .executeTakeFirst())
  const best = link ? await bestOf(database(), first.id) : null
  return link && best !== null && best < PASS_MARK ? { first, disclosed: link.disclosed } : null
}
