/** Proves a story sound and fair before anyone plays it. A rule is data: an id, a severity, a line for authors, a check. */
import type { NamePool, Overlay, Story } from '../../engine/format/schema'
import { idsOf } from '../../engine/play/opaque'
import { type Authored, type Finding, type Rule, type Source, apply, inOrder } from '../../library/finding'
import { ID_RULES, inspectIds } from '../../library/ids'
import type { Folder } from '../../library/load'
import { CLAIM_RULES } from './claims'
import { CRAFT_RULES } from './craft'
import { DISCERNING_RULES } from './discerning'
import { FAIRNESS_RULES } from './fairness'
import { GRAPH_RULES } from './graph'
import { MESSAGE_RULES } from './messages'
import { OVERLAY_RULES, overlaySubject } from './overlay'
import { PROSE_RULES, TYPOGRAPHY_RULES } from './prose'
import { REFERENCE_RULES } from './references'
import { SCORING_RULES } from './scoring'
import { type Evidence, type StorySubject, subjectOf } from './subject'
import { TELLING_RULES } from './telling'
import { TRUTH_RULES } from './truths'
import { UNDECIDED_RULES } from './undecided'
import { TEXT_RULES, WORDING_RULES } from './wording'

export type { Evidence, StorySubject } from './subject'

export const STORY_RULES: readonly Rule<StorySubject>[] = [
  ...REFERENCE_RULES,
  ...MESSAGE_RULES,
  ...GRAPH_RULES,
  ...TRUTH_RULES,
  ...CLAIM_RULES,
  ...TELLING_RULES,
  ...UNDECIDED_RULES,
  ...DISCERNING_RULES,
  ...SCORING_RULES,
  ...FAIRNESS_RULES,
  ...WORDING_RULES,
  ...TEXT_RULES,
  ...TYPOGRAPHY_RULES,
  ...PROSE_RULES,
  ...CRAFT_RULES,
]

/** Every rule on contents, for listing. */
export const RULES: readonly Pick<Rule<never>, 'id' | 'severity' | 'about'>[] = [...ID_RULES, ...STORY_RULES, ...OVERLAY_RULES]

/** The story as rules see it; null where ids clash, so that it cannot be compiled. */
export function subjectIn(story: Story, pool: NamePool, evidence: Evidence, source: Source): StorySubject | null {
  return inspectIds(story, source).length > 0 ? null : subjectOf(story, idsOf(story), pool, evidence)
}

/** If ids clash, only that is reported: until each names one thing, the story cannot be played. */
export function inspectStory(story: Story, pool: NamePool, evidence: Evidence, source: Source): Finding[] {
  const clashes = inspectIds(story, source)
  return inOrder(clashes.length > 0 ? clashes : inspectSubject(subjectOf(story, idsOf(story), pool, evidence), source))
}
export const inspectSubject = (subject: StorySubject, source: Source): Finding[] => apply(STORY_RULES, subject, source)

export function inspectFolder({ story, overlays }: Pick<Folder, 'story' | 'overlays'>, pool: NamePool, evidence: Evidence): Finding[] {
  return inOrder([
    ...(story ? inspectStory(story.value, pool, evidence, story.source) : []),
    ...overlays.flatMap((overlay) => inspectOverlay(overlay, story?.value)),
  ])
}
const inspectOverlay = ({ value, source }: Authored<Overlay>, story: Story | undefined): Finding[] =>
  apply(OVERLAY_RULES, overlaySubject(value, story), source)
