import type { Names } from './authored-names'
import type { ProofStep } from './prove-texts'

/** “hearing: check list, report, between; notes: sign”. */
export function inWords(way: ProofStep | null, names: Names): string {
  const scenes: { scene: string; did: string[] }[] = []
  for (let at = way; at; at = at.before) {
    if (scenes[0]?.scene !== at.scene) scenes.unshift({ scene: at.scene, did: [] })
    scenes[0]!.did.unshift(stepInWords(at.did, names))
  }
  return scenes.map(({ scene, did }) => `${names.get(scene)}: ${did.join(', ')}`).join('; ') || 'at the start'
}

function stepInWords(did: ProofStep['did'], names: Names): string {
  if ('check' in did) return `check ${names.get(did.check)}`
  if ('report' in did) return 'report'
  // The act comes last; options that were sent are named with their decision.
  const chosen = Object.values(did.choose).map((option) => names.get(option)!)
  return [...chosen.slice(0, -1).map((sent) => sent.replace('.', '=')), chosen.at(-1)!.split('.')[1]].join(', ')
}
