import { shortHash } from '@/scenarios/engine/play/overlay'
import { type OverlayFixture, scene } from './fixture'

const FIRST = 'scenes.s0.title'

export const OVERLAY_FIXTURES: OverlayFixture[] = [
  {
    rule: 'overlay-unknown',
    spoil: ({ overlay }) => {
      overlay.texts['scenes.gone.title'] = { text: 'Fort', of: '00000000' }
    },
  },
  {
    rule: 'overlay-missing',
    spoil: ({ overlay }) => {
      delete overlay.texts[FIRST]
    },
    at: 'texts',
  },
  {
    rule: 'overlay-missing',
    of: 'who the learner is',
    spoil: ({ overlay }) => {
      delete overlay.texts.you
    },
  },
  {
    rule: 'overlay-stale',
    spoil: ({ scenario }) => {
      scene(scenario, 0).title = 'Another moment'
    },
    sound: ({ scenario, overlay }) => {
      scene(scenario, 0).title = 'Another moment'
      overlay.texts[FIRST] = { text: 'Ein anderer Augenblick', of: shortHash('Another moment') }
    },
  },
  {
    rule: 'overlay-argument',
    of: 'not in the source',
    spoil: ({ overlay }) => {
      overlay.texts[FIRST]!.text = 'Ein Augenblick mit {colleague_name}'
    },
    sound: ({ scenario, overlay }) => {
      scene(scenario, 0).title = 'A moment with {colleague_given}'
      const text = 'Ein Augenblick mit {colleague_they, select, she {ihr} other {ihm}}'
      overlay.texts[FIRST] = { text, of: shortHash('A moment with {colleague_given}') }
    },
  },
  {
    rule: 'overlay-argument',
    of: 'malformed',
    spoil: ({ overlay }) => {
      overlay.texts[FIRST]!.text = 'Ein Augenblick {'
    },
  },
]
