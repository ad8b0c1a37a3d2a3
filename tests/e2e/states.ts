import type { BrowserContext, Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { checkOffer, isAct, sceneOf } from '@/scenarios/engine/play/play'
import { decision, commit, expect, flags, open, slots, unfold } from '../support/browser'
import { JUDGE, type KnownVariant, append, attemptAt, variantIn, variants, stateAfter, wayTo } from '../support/play'

export interface State {
  name: string
  known?: KnownVariant
  way: (known: KnownVariant) => PlayEvent[]
  act?: (page: Page, known: KnownVariant, t: typeof en) => Promise<void>
  sheet?: 'checks' | 'notebook' | 'report'
}

export const shows = (known: KnownVariant, id: string, ...kinds: string[]): boolean =>
  kinds.every((kind) => known.compiled.play.scenes[id]?.show.some((a) => a.kind === kind))
export const asks = (known: KnownVariant, id: string, as: string): boolean =>
  known.compiled.play.scenes[id]?.decisions.some((d) => d.as === as && !d.when) ?? false
/** Several that one act sends; where several acts do, each is a question of its own. */
const hasSentences = (known: KnownVariant, id: string): boolean => {
  const decisions = known.compiled.play.scenes[id]?.decisions ?? []
  const senders = decisions.find(isAct)?.options.filter((o) => o.sends) ?? []
  return senders.length === 1 && decisions.filter((d) => d.as === 'reply' && !d.when).length > 1
}
const asksHow = (known: KnownVariant, id: string): boolean => known.compiled.play.scenes[id]?.rating ?? false
/** The first scenario with such a scene, in its hostile variant if it has one. */
export function scenarioWith(scene: (known: KnownVariant, id: string) => boolean): KnownVariant {
  const having = variants.filter((known) => Object.keys(known.compiled.play.scenes).some((id) => scene(known, id)))
  return having.find((known) => known.variant === 'hostile') ?? having[0]!
}
const toScene = (known: KnownVariant) => wayTo(known, (id) => shows(known, id, 'messages', 'profile'))
const toEnd = (known: KnownVariant) => wayTo(known, (id) => !known.compiled.play.scenes[id])

export const STATES: State[] = [
  { name: 'a fresh scene with messages and a profile', way: toScene },
  {
    name: 'a moment with a flag, in the notebook too',
    way: toScene,
    sheet: 'notebook',
    act: async (page) => {
      await page.locator('input[name=flag]').first().press('Space')
      await expect(flags(page)).toHaveCount(1)
    },
  },
  {
    name: 'a scene after a check',
    sheet: 'checks',
    way: (known) => {
      const way = toScene(known)
      const state = stateAfter(known, way)
      const check = sceneOf(known.compiled.play, state).checks.find((c) => checkOffer(known.compiled.play, state, c) === 'offered')!
      return [...way, { type: 'check', check: check.id }]
    },
  },
  {
    name: 'a moment after telling that asks how it looks, with the act still missing',
    way: (known) => [...wayTo(known, (id) => asksHow(known, id)), { type: 'report' }],
    act: async (page, _, t) => {
      await commit(page).click()
      await expect(page.getByText(t.play.chooseOne)).toBeVisible()
    },
  },
  {
    name: 'a reply with an open sentence',
    known: scenarioWith(hasSentences),
    way: (known) => wayTo(known, (id) => hasSentences(known, id)),
    act: async (page) => {
      await decision(page).locator('[data-sends]').first().check()
      await slots(page).first().getByRole('radio').first().check()
      await expect(slots(page).nth(1).getByRole('radio').first()).toBeVisible()
    },
  },
  {
    name: 'a report form',
    known: scenarioWith((known, id) => asks(known, id, 'form')),
    way: (known) => wayTo(known, (id) => asks(known, id, 'form')),
    act: (page) => decision(page).locator('[data-sends]').first().check(),
  },
  {
    name: 'a consequence, after telling',
    sheet: 'report',
    way: (known) => {
      const way = toEnd(known)
      const here = way.findIndex((e) => e.type === 'continue')
      return [...way.slice(0, here), { type: 'report' }]
    },
  },
  { name: 'the judgement', way: toEnd },
  {
    name: 'the debrief with everything unfolded',
    way: (known) => [...toEnd(known), JUDGE],
    act: unfold,
  },
]

export async function show(page: Page, context: BrowserContext, state: State, { locale = 'en', messages = en } = {}): Promise<void> {
  const known = state.known ?? variantIn('P01', 'hostile')
  const attempt = await attemptAt(context, known, locale)
  await append(context, attempt, state.way(known))
  await open(page, attempt)
  await state.act?.(page, known, messages)
}
