/** `new ID`: creates a folder in the last folder of the library. Never overwrites one or takes an id that is in use. */
import { ScenarioId } from '../../engine/format/schema'
import { skeleton } from '../draft/skeleton'
import { Misuse, verb } from './verb'

export const newScenario = verb({
  options: {},
  run({ words: [id, ...more] }, { out, start }) {
    if (id === undefined || more.length > 0 || !ScenarioId.safeParse(id).success)
      throw new Misuse('give one scenario id of letters, digits and hyphens, such as P18: LIBRARY_DIR says where it goes')
    out(start(id, skeleton(id)))
    out('Every text that begins with “Write:” is yours to write; check lists them as unwritten.')
    return 0
  },
})
