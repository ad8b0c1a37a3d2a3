import { type PlayState, momentOf } from '@/scenarios/engine/play/play'

export const momentTitle = (
  t: (key: (typeof NAMES)[keyof typeof NAMES], values: { n: number }) => string,
  state: PlayState,
  title: string,
): string => `${t(NAMES[state.phase], { n: momentOf(state) })}: ${title}`
const NAMES = { scene: 'moment', consequence: 'momentFollows', judgement: 'beforeDebrief', debrief: 'finishing' } as const
