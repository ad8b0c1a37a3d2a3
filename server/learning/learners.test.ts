import { afterEach, describe, expect, test, vi } from 'vitest'
import { ownLibrary } from '@/tests/support/library'
import { everything, holdStore, onEitherDatabase } from '@/tests/support/store'
import { readAttempt, startAttempt } from './attempts'
import { startOther } from './play-again'
import { append } from './append'
import {
  acceptLink,
  codeOfLink,
  eraseLearner,
  forgetDevice,
  forgetOthers,
  learnerOf,
  linkDevice,
  newLearner,
  openLink,
  otherDevices,
  recordOf,
} from './learners'
import { hashToken } from '../platform/tokens'
import { libraryIn } from '../library/library'

const { scenario } = ownLibrary()
const MINUTE = 60_000
afterEach(() => void vi.useRealTimers())

onEitherDatabase((fresh) => {
  const store = holdStore(fresh)
  const mentioning = async (words: string[]) => (await everything(store())).filter(({ row }) => words.some((word) => row.includes(word)))

  const accepted = async (link: string) => {
    const done = await acceptLink(link, codeOfLink(link))
    return done === null || done === 'code' ? null : done.device
  }

  test('a token leads to its learner, but is not stored itself [p:learner-rows]', async () => {
    const { learner, token } = await newLearner()
    expect(await learnerOf(token)).toBe(learner)
    expect(await mentioning([token])).toEqual([])
    for (const unknown of [undefined, '', 'made-up', learner, hashToken(token)]) expect(await learnerOf(unknown)).toBeNull()
  })

  describe('a link to another device', () => {
    test('adds it to the learner once [p:device-links]', async () => {
      const { learner, token } = await newLearner()
      const link = await linkDevice(learner)
      expect(await openLink(link)).toMatchObject({ learner })
      expect(await mentioning([link])).toEqual([])
      const device = await accepted(link)
      expect(await learnerOf(device!)).toBe(learner)
      expect(device).not.toBe(token)
      expect(await accepted(link)).toBeNull()
      expect(await openLink(link)).toBeNull()
    })

    test('opened on two devices at the same moment works on one', async () => {
      const { learner } = await newLearner()
      const link = await linkDevice(learner)
      const devices = await Promise.all([1, 2, 3, 4].map(() => accepted(link)))
      expect(devices.filter((d) => d !== null)).toHaveLength(1)
    })

    test('expires after 15 minutes and is deleted [p:device-links]', async () => {
      vi.useFakeTimers({ toFake: ['Date'] })
      const { learner } = await newLearner()
      const link = await linkDevice(learner)
      expect(await openLink(link)).toEqual({ learner, expires: Date.now() + 15 * MINUTE })
      vi.advanceTimersByTime(15 * MINUTE + 1)
      expect(await openLink(link)).toBeNull()
      expect(await accepted(link)).toBeNull()
      const forgotten = await linkDevice(learner)
      vi.advanceTimersByTime(16 * MINUTE)
      await linkDevice(learner)
      expect(await mentioning([hashToken(forgotten)])).toEqual([])
    })

    test('does not work without the code on the first device, which five guesses do not find [p:device-links]', async () => {
      const { learner } = await newLearner()
      const link = await linkDevice(learner)
      expect(codeOfLink(link)).toMatch(/^\d{6}$/)
      const wrong = codeOfLink(link) === '000000' ? '000001' : '000000'
      expect([await acceptLink(link, wrong), await acceptLink(link, '')]).toEqual(['code', 'code'])
      const right = codeOfLink(link)
      expect(await learnerOf(((await acceptLink(link, ` ${right.slice(0, 3)} ${right.slice(3)}`)) as { device: string }).device)).toBe(
        learner,
      )
      const guessed = await linkDevice(learner)
      const tries = await Promise.all(
        Array.from({ length: 20 }, () => acceptLink(guessed, codeOfLink(guessed) === '000000' ? '000001' : '000000')),
      )
      expect(tries.filter((t) => t === 'code')).toHaveLength(5)
      expect([await acceptLink(guessed, codeOfLink(guessed)), await openLink(guessed)]).toEqual([null, null])
    })

    test('shows what it brings along, and the first device lists the others and ends their access [p:device-links]', async () => {
      const { learner, token } = await newLearner()
      await startAttempt({ learner, scenario, locale: 'en' })
      expect(await recordOf(learner)).toMatchObject({ attempts: 1 })
      const second = (await accepted(await linkDevice(learner)))!
      expect(await otherDevices(learner, token)).toHaveLength(1)
      await forgetOthers(learner, token)
      expect([await learnerOf(token), await learnerOf(second), await otherDevices(learner, token)]).toEqual([learner, null, []])
    })

    test('that never existed leads nowhere', async () => {
      expect(await openLink('made-up')).toBeNull()
      expect(await accepted('made-up')).toBeNull()
    })
  })

  test('a device that is forgotten no longer opens attempts, but the learner’s other devices do [p:cookies]', async () => {
    const { learner, token } = await newLearner()
    const second = (await accepted(await linkDevice(learner)))!
    const attempt = (await startAttempt({ learner, scenario, locale: 'en' }))!
    await forgetDevice(token)
    expect(await learnerOf(token)).toBeNull()
    expect(await mentioning([hashToken(token)])).toEqual([])
    expect(await learnerOf(second)).toBe(learner)
    expect(await readAttempt(learner, attempt)).not.toBeNull()
  })

  test('erasing leaves no row that leads to the learner, and all rows of other people', async () => {
    const { play } = (await libraryIn('en')).compiled(scenario, 'hostile')!
    const events = [{ type: 'check', check: play.scenes[play.start]!.checks[0]!.id } as const]
    const lives = async () => {
      const { learner, token } = await newLearner()
      const second = (await accepted(await linkDevice(learner)))!
      const link = await linkDevice(learner)
      const attempts = [await startAttempt({ learner, scenario, variant: 'hostile', locale: 'en', events })]
      attempts.push(await startOther((await readAttempt(learner, attempts[0]!))!), await startAttempt({ learner, scenario, locale: 'en' }))
      const tokens = [token, second, link]
      return {
        learner,
        attempts: attempts as string[],
        tokens,
        words: [learner, ...(attempts as string[]), ...tokens, ...tokens.map(hashToken)],
      }
    }
    const [gone, stays] = [await lives(), await lives()]
    const open = (await readAttempt(gone.learner, gone.attempts[0]!))!
    const others = await mentioning(stays.words)
    expect(new Set((await mentioning(gone.words)).map((r) => r.table))).toEqual(
      new Set(['learner', 'device', 'device_link', 'attempt', 'event']),
    )

    await eraseLearner(gone.learner)

    expect(await mentioning(gone.words)).toEqual([])
    expect(await mentioning(stays.words)).toEqual(others)
    for (const token of gone.tokens) expect(await learnerOf(token)).toBeNull()
    expect(await accepted(gone.tokens[2]!)).toBeNull()
    // A page that was still open cannot write anything.
    await expect(append(open, open.events.length, [{ type: 'check', check: 's0000000' }])).resolves.toMatchObject({ ok: false })
    expect(await readAttempt(gone.learner, open.id)).toBeNull()
    expect(await mentioning(gone.words)).toEqual([])
  })
})
