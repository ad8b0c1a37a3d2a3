/** A verdict and an ending say what was the case in their own variant, as far as words show it. */
import type { Hit, Rule } from '../../../library/finding'
import { type ScenarioSubject, type TextAt, type VariantSubject, inVariants } from '../subject'

/** What only a hostile contact is, and what only a genuine one is. */
const TOLD = {
  hostile:
    /\b(?:foreign (?:intelligence )?service|intelligence (?:services?|officers?|agents?)|spy|spies|espionage|was an approach|(?:a|the|as) (?:front|cover) (?:of|for))\b/i,
  genuine:
    /\b(?:(?:was|were|is|are) (?:all |quite |entirely )?(?:genuine|honest|harmless)|meant no harm|nobody (?:was|stood) behind (?:it|this|them))\b/i,
}
/** The sentence denies it, supposes it, or speaks of the other variant. */
const OTHERWISE =
  /\b(?:no|not|nor|never|nobody|none|neither|nothing|without|if|when|whether|unless|could|might|would|may|seems?|seemed|looks?|looked|as though|other|others|half|either|both|most|many)\b|n’t\b|\?/i

const isTruth = ({ path, field }: TextAt): boolean =>
  (path[0] === 'verdict' && field === 'text') || (path[0] === 'endings' && (field === 'text' || field === 'title')) || path[1] === 'after'

function* contradicting({ texts, name, tutorial }: VariantSubject): Generator<Hit> {
  if (tutorial) return
  const other = name === 'hostile' ? 'genuine' : 'hostile'
  for (const at of texts.filter(isTruth)) {
    const found = at.text
      .split(/(?<=[.!?…])[”’)]? /u)
      .map((sentence) => ({ sentence, word: TOLD[other].exec(sentence)?.[0] }))
      .find(({ sentence, word }) => word !== undefined && !OTHERWISE.test(sentence.replace(word, '')))?.word
    if (found !== undefined)
      yield {
        path: at.path,
        message: `“${found}” is true of the ${other} variant, and stands in the ${name} one: say what was the case here`,
      }
  }
}

export const TRUTH_RULES: readonly Rule<ScenarioSubject>[] = [
  inVariants({
    id: 'other-truth',
    severity: 'error',
    about: 'verdict and endings do not say what is true of the other variant',
    check: contradicting,
  }),
]
