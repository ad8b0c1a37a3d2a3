import { shortHash } from '@/scenarios/engine/play/overlay'
import type { Overlay } from '@/scenarios/engine/format/schema'
import { type FolderFixture, scene } from './fixture'

const entries = ({ overlay }: { overlay?: Overlay }) => overlay!.texts
const FIRST = 'hostile.scenes.s0.title'

export const PATTERN_FIXTURES: FolderFixture[] = [
  {
    rule: 'natures-missing',
    of: 'one',
    spoil: (p) => {
      p.genuine = undefined
    },
    at: 'id',
    sound: (p) => {
      Object.assign(p, { genuine: undefined, pattern: { ...p.pattern, kind: 'tutorial' } })
    },
  },
  {
    rule: 'natures-missing',
    of: 'both',
    spoil: (p) => {
      Object.assign(p, { hostile: undefined, genuine: undefined })
    },
  },
  {
    rule: 'natures-uneven',
    of: 'words',
    spoil: (p) => {
      for (const s of Object.values(p.hostile!.scenes)) s.lead = 'You read the message twice. Then you read it again. '.repeat(5).trim()
    },
  },
  {
    rule: 'natures-uneven',
    of: 'the path',
    spoil: (p) => {
      for (const o of scene(p.genuine!, 1).decisions.at(-1)!.options) o.to = 's3'
      delete p.genuine!.scenes.s2
      for (const o of scene(p.genuine!, 3).decisions.at(-1)!.options) o.to = 's5'
      delete p.genuine!.scenes.s4
    },
  },
  {
    rule: 'natures-uneven',
    of: 'minutes',
    spoil: (p) => {
      p.genuine!.minutes = 11
    },
  },
  {
    rule: 'kinds-few',
    spoil: (p) => {
      for (const s of [p.hostile!, p.genuine!])
        for (const x of Object.values(s.scenes)) if (x.show[0]!.kind === 'place') x.show[0] = { ...scene(s, 2).show[0]!, id: x.show[0]!.id }
    },
  },
  {
    rule: 'title-tells',
    of: 'the title',
    spoil: (p) => {
      p.pattern.title = 'A fake offer'
    },
    at: 'title',
    sound: (p) => {
      p.pattern.title = 'An offer that has traps'
    },
  },
  {
    rule: 'title-tells',
    of: 'the summary',
    spoil: (p) => {
      p.pattern.summary = 'Somebody makes a suspicious offer.'
    },
  },
  {
    rule: 'unknown-evidence',
    spoil: (p) => {
      p.pattern.evidence = ['G-01', 'R-69']
    },
    at: 'evidence.1',
  },
  {
    rule: 'literal-name',
    of: 'a pattern',
    spoil: (p) => {
      p.pattern.you = 'You work with Fennik.'
    },
  },
]

export const OVERLAY_FIXTURES: FolderFixture[] = [
  {
    rule: 'overlay-unknown',
    spoil: (p) => {
      entries(p)['hostile.scenes.gone.title'] = { text: 'Fort', of: '00000000' }
    },
  },
  {
    rule: 'overlay-missing',
    spoil: (p) => {
      delete entries(p)[FIRST]
    },
    at: 'texts',
  },
  {
    rule: 'overlay-stale',
    spoil: (p) => {
      p.hostile!.scenes.s0!.title = 'Another moment'
    },
    sound: (p) => {
      p.hostile!.scenes.s0!.title = 'Another moment'
      entries(p)[FIRST] = { text: 'Ein anderer Augenblick', of: shortHash('Another moment') }
    },
  },
  {
    rule: 'overlay-argument',
    of: 'not in the source',
    spoil: (p) => {
      entries(p)[FIRST]!.text = 'Ein Augenblick mit {colleague_name}'
    },
  },
  {
    rule: 'overlay-argument',
    of: 'malformed',
    spoil: (p) => {
      entries(p)[FIRST]!.text = 'Ein Augenblick {'
    },
  },
]
