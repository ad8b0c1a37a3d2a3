/**
 * Rooms of 12 and 40 whose screens are laid side by side after every command. Every figure on them is recounted from the stored answers by
 * `tests/support/recount.ts`, which shares no code with the product.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import type { Counts } from '@/scenarios/engine/live/facilitator'
import type { RoomView } from '@/scenarios/engine/live/view'
import { segmentsOf } from '@/scenarios/engine/play/play'
import { answer, ask } from '@/tests/support/live'
import { holdLiveCore } from '@/tests/support/live-core'
import { Recount } from '@/tests/support/recount'
import { cockpitText, phoneText, summaryText, wallText } from '@/tests/support/screens-text'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { summaryOf } from './summary'

/** What the file says is about where somebody comes from, as patterns, because names are drawn. */
const origins = (id: string): RegExp[] => {
  const found: string[] = []
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit)
    if (!node || typeof node !== 'object') return
    const { about, text } = node as { about?: string; text?: string }
    if (about === 'origin' && text) found.push(text)
    Object.values(node).forEach(visit)
  }
  visit(parse(readFileSync(`scenarios/library/${id}/scenario.yaml`, 'utf8')))
  return found.map((text) => new RegExp(`^${text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '.+')}$`))
}
const LONG = 600_000
const WITHHELD = 'We do not show flags on where a person comes from'
const sentencesIn = ({ scene }: RoomView) => scene!.show.flatMap((artefact) => segmentsOf(artefact, { facts: [], checks: [] }))

onEitherDatabase((fresh) => {
  const store = holdStore(fresh)
  const { open, run, people, snapshot } = holdLiveCore()

  async function hold(scenario: string, size: number, reveals: boolean) {
    const session = await open({ scenario, size })
    const cookies = await people(session, size)
    const origin = new Set<string>()
    const seenMoments: { moment: number; asked: string; rounds: number; title: string | null }[] = []
    let seq = 0

    const recount = async () =>
      new Recount(
        await store()
          .db.selectFrom('room_answer')
          .select(['moment', 'about', 'participant', 'body'])
          .where('room_id', '=', session.id)
          .execute(),
      )
    const screens = async () => {
      const [cockpit, phone] = await Promise.all([
        snapshot(session, 'facilitator', session.cookie),
        snapshot(session, 'participant', cookies[0]!),
      ])
      const wall = JSON.parse((await ask(`${session.base}/state?as=projector&key=${session.projectorKey}`)).body) as {
        view: RoomView
        counts: Counts
      }
      return { cockpit: cockpit.view!, counts: cockpit.counts!, phone: phone.view!, wall: wall.view, wallCounts: wall.counts }
    }

    /** All screens, against the recount and against one another. */
    async function compare() {
      const seen = await screens()
      const { cockpit, counts, phone, wall, wallCounts } = seen
      const counted = await recount()
      if (wall.scene && wall.phase !== 'consequence') {
        const { by, counts: each, withheld } = counted.flags(wall.moment, origin)
        const expected = by >= 5 ? { by, counts: each, ...(withheld && { withheld }) } : null
        // Nobody here keeps a stream, so before the reveal as good as nobody is left to flag, and the cockpit holds them back.
        expect(counts.facilitator!.totals.flags, 'flags in the cockpit').toMatchObject(
          (wall.phase === 'revealed' && expected) || { counts: {} },
        )
        if (wall.phase === 'revealed') for (const { totals } of [wall, phone, cockpit]) expect(totals!.flags).toEqual(expected)
        if (withheld && wall.phase === 'revealed') expect(cockpitText(cockpit, counts, size)).toContain(WITHHELD)
      }
      if (wall.phase !== 'revealed') {
        for (const { totals } of [wall, phone]) if (wall.phase !== 'weighed') expect(totals).toBeNull()
        return seen
      }
      const texts = [wallText(wall, wallCounts, size), cockpitText(cockpit, counts, size), phoneText(phone)]
      const asked = wall.question!.kind === 'decide' ? wall.question!.act.id : 'looks'
      const rounds = Array.from({ length: wall.totals!.rounds.length }, (_, i) => counted.vote(wall.moment, i + 1, asked))
      const last = rounds.at(-1)!
      for (const { totals } of [wall, phone, cockpit]) {
        expect(totals!.rounds).toEqual(
          rounds.map(({ voted, reported, counts: row }, i) => ({
            voted,
            counts: { [asked]: row },
            ...(asked !== 'looks' && i === rounds.length - 1 && { reported }),
          })),
        )
        expect(totals!.changed).toBe(rounds.length > 1 ? counted.changed(wall.moment, asked) : null)
      }
      const flags = asked === 'looks' ? null : counted.flags(wall.moment, origin)
      if (asked !== 'looks') {
        expect(texts[0]).toContain(`${last.reported} of ${last.voted} would also tell the security officer`)
        expect(texts[1]).toContain(
          `Would also tell the security officer ${rounds.length > 1 ? `${'Before'} ${rounds[0]!.reported} → , ${'Now'} ` : ''}${last.reported}`,
        )
        expect(texts[2]).toContain(`${last.reported} would also tell the security officer`)
        if (flags!.withheld) for (const text of texts) expect(text).toContain(WITHHELD)
        const top = Object.values(flags!.counts).sort((a, b) => b - a)
        if (top.length > 0) {
          expect(texts[0]).toContain(`Most flagged, of the ${flags!.by} who flagged`)
          expect(texts[1]).toContain(`${flags!.by} flagged`)
          for (const n of top) expect(texts[2]).toContain(`${n} of ${flags!.by}`)
        }
      }
      return seen
    }
    async function give(command: AskedCommand) {
      await run(session, command)
      return compare()
    }
    async function everybody(make: (view: RoomView, n: number) => object | null) {
      const { phone } = await screens()
      const replies = await Promise.all(
        cookies.map((cookie, n) => {
          const sent = make(phone, n)
          return sent && answer(session.base, cookie, { moment: phone.moment, seq: ++seq, ...sent } as never)
        }),
      )
      expect(replies.filter((reply) => reply && reply.status !== 200)).toEqual([])
      return compare()
    }
    const flag = () =>
      everybody((view, n) => {
        const all = sentencesIn(view)
        for (const { id, text } of all) if (origins(scenario).some((one) => one.test(text))) origin.add(id)
        const own = [...origin].filter((id) => all.some((one) => one.id === id))
        const others = all.filter(({ id }) => !origin.has(id))
        // Everybody flags what is about origin, and a few, in falling numbers, the first sentences.
        const flags = [...own, ...others.filter((_, i) => n % (i + 2) === 0).map(({ id }) => id)].slice(0, 6)
        return n % 11 === 10 ? null : { about: 'flags', flags }
      })
    const vote = (round: number) =>
      everybody(({ vote: about, question }, n) => {
        if (question!.kind === 'judge')
          return { about, ballot: { kind: 'judge', looks: ['approach', 'genuine', 'unsure'][n % 7 === 0 ? 1 : n % 9 === 0 ? 2 : 0] } }
        if (question!.kind === 'word')
          return {
            about,
            ballot: {
              kind: 'word',
              choices: Object.fromEntries(
                question!.sentences.map(({ id, options }) => [id, options[n % 5 === 0 ? options.length - 1 : 0]!.id]),
              ),
            },
          }
        if (question!.kind !== 'decide') throw new Error('not asked here')
        const { id, options } = question!.act
        // One person alone chooses the last option, and some change their mind.
        const place = n === 3 ? options.length - 1 : (round === 1 ? n % 3 : n % 2) % options.length
        return {
          about,
          ballot: { kind: 'decide', choices: { [id]: options[place]!.id }, ...((n + round) % 4 === 0 && { reported: true }) },
        }
      })

    await give({ type: 'introduce' })
    let now = await give({ type: 'start' })
    for (let moments = 0; now.cockpit.scene; moments++) {
      if (moments > 20) throw new Error('the story does not end')
      await flag()
      const { question, scene, moment } = (await give({ type: 'vote' })).cockpit
      const asked = question!.kind === 'decide' ? question!.act.id : 'looks'
      now = await vote(1)
      const isTwice = moments % 2 === 0
      if (isTwice) {
        await give({ type: 'discuss', seconds: 60 })
        await give({ type: 'vote' })
        now = await vote(2)
      }
      seenMoments.push({ moment, asked, rounds: isTwice ? 2 : 1, title: scene!.title })
      if (reveals) now = await give({ type: 'reveal' })
      const { choices } = now.counts.facilitator!.branches[0]!
      now = await give({ type: 'decide', by: 'facilitator', choices })
      while (now.cockpit.phase === 'consequence') now = await give({ type: 'continue' })
    }
    seenMoments.push({ moment: now.cockpit.moment, asked: 'looks', rounds: 1, title: null })
    await give({ type: 'vote' })
    await vote(1)
    if (reveals) await give({ type: 'reveal' })
    const { parts } = (await give({ type: 'conclude' })).cockpit.debrief!
    return { session, seenMoments, origin, recount, give, parts }
  }

  describe.each([
    ['P01', 12],
    ['P01', 40],
  ] as const)('a session of %s with %i phones', (scenario, size) => {
    test('has the same figures on wall, cockpit, phones and summary, and they are those of its answers', { timeout: LONG }, async () => {
      const { session, seenMoments, origin, recount, give, parts } = await hold(scenario, size, true)
      const counted = await recount()
      for (const part of parts.slice(1)) {
        const { wall, cockpit, wallCounts } = await give({ type: 'show', part })
        const at = seenMoments.find(
          ({ moment }, i) =>
            i < seenMoments.length - 1 &&
            cockpit.facilitator!.path.some(
              (one) => one.moment === moment && one.title === cockpit.debrief!.decisions.find((d) => d.scene === part)?.title,
            ),
        )
        if (at) {
          const { sound } = wall.debrief!.decisions.find((d) => d.scene === part)!
          expect(sound!.counts.map(({ of }) => of)).toEqual(
            Array.from({ length: at.rounds }, (_, i) => counted.vote(at.moment, i + 1, at.asked).voted),
          )
          expect(cockpit.debrief!.decisions.find((d) => d.scene === part)!.sound).toEqual(sound)
        }
        if (part === 'reporting') {
          for (const { title, would } of wall.debrief!.reporting!.moments) {
            const { moment, asked, rounds } = seenMoments.find((one) => one.title === title)!
            const { reported, voted } = counted.vote(moment, rounds, asked)
            expect(would).toEqual({ reported, of: voted })
          }
        }
        if (part !== 'signs') continue
        const text = wallText(wall, wallCounts, size)
        for (const { segment, flagged, of, where } of wall.debrief!.signs!.list) {
          const { by, counts } = counted.flags(seenMoments.find((one) => one.title === where.title)!.moment, origin)
          expect([flagged, of]).toEqual([counts[segment] ?? null, by])
        }
        const [saw = ''] = text.split('Most of the room missed it')
        const [whole = '', some = ''] = saw.split('Some of the room saw it')
        for (const { quote, flagged, of, sign } of wall.debrief!.signs!.list) {
          if (!sign) continue
          const share = flagged === null || of === null ? 0 : flagged / of
          if (whole.includes(quote)) expect(share, quote).toBeGreaterThanOrEqual(0.5)
          if (some.includes(quote)) expect(Math.floor(share * 4), quote).toBe(1)
        }
      }
      await give({ type: 'close' })
      const summary = (await summaryOf(session.id))!
      for (const { moment, asked, rounds, title } of seenMoments) {
        const kept = summary.moments.find((one) => one.moment === moment)!
        const votes = Array.from({ length: rounds }, (_, i) => counted.vote(moment, i + 1, asked))
        expect(kept.voted).toEqual(votes.map(({ voted }) => voted))
        for (const [i, { counts, voted }] of votes.entries()) {
          const row = kept.questions[0]!.options.map((option) => option.counts[i]!)
          expect(row.filter((n) => n > 0).sort()).toEqual(Object.values(counts).sort())
          expect(row.reduce((a, b) => a + b, 0)).toBe(voted)
        }
        if (title === null) continue
        expect(kept.reported.at(-1)).toBe(votes.at(-1)!.reported)
        const flags = counted.flags(moment, origin)
        expect([kept.flaggedBy, kept.withheld]).toEqual([flags.by, flags.withheld])
        expect(kept.flags.flatMap(({ flagged }) => flagged ?? []).sort()).toEqual(Object.values(flags.counts).sort())
      }
      expect(summary.moments.some(({ withheld }) => withheld)).toBe(true)
      expect(summaryText(summary)).toContain(WITHHELD)
      expect(summaryText(summary)).not.toMatch(/One or two chose something|too few to say/)
    })
    test('keeps no small number of a vote that the room was not shown', { timeout: LONG }, async () => {
      const { session, give } = await hold(scenario, size, false)
      await give({ type: 'close' })
      const summary = (await summaryOf(session.id))!
      for (const { questions, sound, reported, flaggedBy } of summary.moments) {
        const numbers = [...questions.flatMap(({ options }) => options.flatMap(({ counts }) => counts)), ...sound, ...reported]
        expect(numbers.filter((n) => n === 1 || n === 2)).toEqual([])
        expect(flaggedBy).toBeNull()
      }
    })
  })
})
