/**
 * `read ID [--variant N] [--path a,b,c] [--report …] [--check …] [--seed n] [--locale L]`: what a learner reads, as prose. Without a
 * path, it prints a few paths on which every text appears.
 */
import { coverOf, followingUnits, offeredUnits, pageUnits, readAtEnd } from '../inspect/read-aloud-paths'
import { subjectIn } from '../inspect'
import { resolved } from '../../engine/play/artefacts'
import { type Step, replay } from '../../engine/play/journal'
import { applyOverlay } from '../../engine/play/overlay'
import type { PlayEvent } from '../../engine/play/events'
import { type Decision, type PlayState, type StagedPlay, holds, offered, sceneOf } from '../../engine/play/play'
import { consequenceOf, findingOf, leadOf, read as readSentences, replyOf, saidIn } from '../../engine/play/prose'
import { argumentsOf, drawNames } from '../../engine/play/names'
import { format, stage } from '../../engine/play/staging'
import { artefactLines, optionLine } from '../../engine/play/artefact-lines'
import { walkChoices, wordsIn } from './choices'
import { type PlayableScenario, type PlayableVariant, playable, playableVariants } from './playable'
import { outcomeOf } from '../../engine/score/outcome'
import { besidesIn, seedIn } from './score'
import { Misuse, type Workspace, evidenceIn, verb } from './verb'

export const read = verb({
  options: {
    variant: { type: 'string' },
    path: { type: 'string' },
    report: { type: 'string', default: 'none' },
    check: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    locale: { type: 'string' },
  },
  run({ values, words }, workspace) {
    const one = inLocale(playable(words, workspace), values.locale, workspace)
    const seed = seedIn(values.seed)
    const besides = besidesIn(one, values)
    for (const variant of playableVariants(one, values.variant)) {
      const walked = values.path ? walkChoices(one.subject, variant.compiled.play, wordsIn(values.path), besides) : null
      if (walked && !walked.ok) throw new Misuse(walked.reason)
      const paths = walked ? [walked.events] : coverOf(one.scenario, variant.name, one.subject.ids, variant.compiled)
      workspace.out(new Reader(one, variant, seed, values.locale ?? 'en').inWords(paths))
    }
    return 0
  },
})

function inLocale(one: PlayableScenario, locale: string | undefined, workspace: Workspace): PlayableScenario {
  if (!locale) return one
  const overlay = one.overlays.find((o) => o.locale === locale)
  if (!overlay) throw new Misuse(`there is no ${locale}.yaml beside it`)
  const scenario = applyOverlay(one.scenario, overlay)
  return { ...one, scenario, subject: subjectIn(scenario, one.pool, evidenceIn(workspace), one.source)! }
}

class Reader {
  private readonly play: StagedPlay
  private readonly format: (text: string) => string
  private readonly read = new Set<string>()
  constructor(
    private readonly one: PlayableScenario,
    private readonly variant: PlayableVariant,
    seed: number,
    locale: string,
  ) {
    const names = drawNames(one.pool, Object.keys(one.scenario.cast), seed)
    const args = argumentsOf(variant.resolved.values, names)
    this.play = stage(variant.compiled.play, names, args, locale)
    this.format = (text) => format(text, args, locale)
  }

  inWords(paths: readonly PlayEvent[][]): string {
    const { title, you } = this.one.scenario
    const heading = `${this.format(title)} (${this.variant.name})\n\n${this.format(you)}`
    return [heading, ...paths.map((events, n) => this.path(events, paths.length > 1 ? `Path ${n + 1} of ${paths.length}` : null))].join(
      '\n\n',
    )
  }

  private path(events: readonly PlayEvent[], name: string | null): string {
    const { steps } = replay(this.play, events)
    const scenes = [...new Set(steps.map(({ before }) => before.scene))]
    const moments = scenes.map((id) => steps.filter(({ event, before }) => event.type !== 'judge' && before.scene === id))
    const parts: string[] = []
    let known: string[] = []
    const addKnown = () => {
      if (known.length > 0) parts.push(`As before: ${known.join('; ')}`)
      known = []
    }
    for (const [n, moment] of moments.entries()) {
      const news = this.moment(steps, moment, n)
      if (news === null) known.push(`${n + 1} ${moment.flatMap((step) => this.did(step)).join(', ')}`)
      else {
        addKnown()
        parts.push(news)
      }
    }
    addKnown()
    return [...(name ? [`═══ ${name} ═══`] : []), ...parts, this.end(steps)].join('\n\n')
  }

  private news(units: readonly string[]): boolean {
    const found = units.some((unit) => !this.read.has(unit))
    for (const unit of units) this.read.add(unit)
    return found
  }

  private moment(steps: readonly Step[], moment: readonly Step[], n: number): string | null {
    const { before } = moment[0]!
    const { title, when, place } = sceneOf(this.play, before)
    const page = this.news(pageUnits(this.play, before))
    const then = moment.flatMap((step) => this.followed(steps, step))
    if (!page && then.length === 0) return null
    const head = page ? [`${n + 1}  ${title}`, `${when}. ${place}`, ...this.page(steps, before)] : [`${n + 1}  ${title}, again`]
    return [...head, ...then].join('\n')
  }

  private page(steps: readonly Step[], at: PlayState): string[] {
    const scene = sceneOf(this.play, at)
    const lead = leadOf(this.play, steps, at)
    const checks = scene.checks.filter((c) => holds(c.when, at)).map((c) => `${c.text} (${c.minutes})`)
    return [
      ...(lead ? ['', lead] : []),
      ...this.artefacts(at),
      '',
      ...(checks.length > 0 ? [`To check in ${scene.budget} minutes: ${checks.join(' · ')}`] : []),
      ...(scene.rating ? ['(How does it look to you now?)'] : []),
    ]
  }
  private artefacts(at: PlayState): string[] {
    return resolved(sceneOf(this.play, at).show, at).flatMap((a) => [
      '',
      ...[a.label ?? [], artefactLines(a, (id) => this.play.cast[id]?.name || 'You')].flat().map((line) => `  | ${line}`),
    ])
  }

  private followed(steps: readonly Step[], step: Step): string[] {
    const { event, before, after } = step
    const scene = sceneOf(this.play, before)
    const asked = event.type === 'decide' && this.news(offeredUnits(this.play, before))
    const then = this.news(followingUnits(this.play, step))
    const appeared = event.type !== 'decide' && after.scene === before.scene && this.news(pageUnits(this.play, after))
    if (!asked && !then && !appeared) return []
    const also = appeared ? this.artefacts(after) : []
    if (event.type === 'check') {
      const check = scene.checks.find((c) => c.id === event.check)!
      return ['', `→ ${check.text}`, findingOf(this.play, steps, check) ?? '', ...also]
    }
    if (event.type === 'report')
      return ['', `→ ${scene.report.text ?? 'Tell your security officer'}`, replyOf(this.play, steps, step), ...also]
    if (event.type !== 'decide') return []
    const isChosen = (decision: Decision, option: { id: string }) => event.choices[decision.id] === option.id
    const decisions = offered(scene, before).flatMap((d) => {
      const options = d.options.filter((o) => asked || isChosen(d, o)).map((o) => `  ${isChosen(d, o) ? '→' : ' '} ${optionLine(o)}`)
      return asked ? ['', d.ask, ...options] : options
    })
    const consequence = consequenceOf(this.play, steps, step)
    return [...(asked ? [] : ['']), ...decisions, ...(consequence ? ['', consequence] : [])]
  }

  private did({ event }: Step): string[] {
    const name = (id: string) => this.one.subject.names.get(id)!
    if (event.type === 'check') return [`check ${name(event.check)}`]
    if (event.type === 'report') return ['report']
    return event.type === 'decide' ? [Object.values(event.choices).map(name).join(', ')] : []
  }

  private end(steps: readonly Step[]): string {
    const { compiled } = this.variant
    const { key } = compiled
    const end = steps.at(-1)!.after
    const ending = key.endings[outcomeOf(compiled, steps)]!
    const units = readAtEnd(compiled, steps, end)
    const isNew = this.news(units.filter((unit) => unit.startsWith('ending ')))
    const judged = this.news(units)
    if (!isNew && !judged) return `The end: ${this.format(ending.title)} (all of it as before)`
    const prose = (sentences: typeof ending.text) =>
      readSentences(
        sentences.map((s) => ({ ...s, text: this.format(s.text) })),
        end,
        saidIn(this.play, steps),
      )
    const verdict = ['', `Verdict: ${prose(key.verdict.text)}`, `To keep: ${this.format(key.keep.rule)}`]
    return [`The end: ${this.format(ending.title)}`, prose(ending.text), ...(judged ? verdict : [])].join('\n')
  }
}
