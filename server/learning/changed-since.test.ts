import { expect, test } from 'vitest'
import { ownLibrary } from '@/tests/support/library'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { dropUnused } from '../library/archive'
import { archive } from '../library/library'
import { signOff, signedScenario } from '../library/sign-offs'
import { changedSince } from './changed-since'

const { scenario, publish } = ownLibrary()

onEitherDatabase((fresh) => {
  holdStore(fresh)
  const present = async () => (await signedScenario(scenario, 'hostile', 'en'))!
  async function signed(kept = true) {
    publish()
    const { version, scenario: entry } = await present()
    if (kept) await archive(entry.variants.hostile!)
    await signOff({ scenario, variant: 'hostile', ...version, expert: 'Ada Example', note: '', at: 1 })
  }

  test('a version that nobody kept cannot be compared', async () => {
    await signed(false)
    publish(({ scenes }) => {
      scenes.s0!.title = 'Another first moment'
    })
    expect(await changedSince(await present())).toBeNull()
  })

  test('shows what was changed, added and taken out since a sign-off, by moment, and nothing that only moved', async () => {
    await signed()
    expect(await changedSince(await present())).toEqual([])
    publish(({ scenes }) => {
      const { lead, title } = scenes.s1!
      scenes.s1!.title = `${title}, again`
      scenes.s1!.lead = [
        { id: 'rain', text: 'It rained.' },
        { id: 'said', text: lead as string },
      ]
      scenes.s2!.decisions.at(-1)!.options[0]!.why = 'Another reason.'
    })
    const changes = (await changedSince(await present()))!
    expect(changes).toContainEqual({ moment: 'Moment 2, again', before: 'Moment 2', after: 'Moment 2, again' })
    expect(changes).toContainEqual({ moment: 'Moment 2, again', before: null, after: 'It rained.' })
    expect(changes).toContainEqual(expect.objectContaining({ moment: null, after: 'Another reason.' }))
    expect(changes).toHaveLength(3)
  })

  test('the words that were signed stay as long as their sign-off', async () => {
    await signed()
    publish(({ scenes }) => {
      scenes.s0!.title = 'Another first moment'
    })
    await dropUnused(Date.now() + 9e9)
    expect(await changedSince(await present())).toEqual([
      { moment: 'Another first moment', before: 'Moment 1', after: 'Another first moment' },
    ])
  })
})
