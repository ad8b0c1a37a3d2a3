/** A session plays the version, the words and the names it was opened with, even if the library changes. */
import { expect, test } from 'vitest'
import { ownLibrary } from '@/tests/support/library'
import { soundPool } from '@/tests/support/sound-scenario'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { database } from '../database'
import { libraryIn } from '../library/library'
import { loadRoom } from './live-room'
import { summaryOf } from './summary'
import { createRoom, foreignInRoom, readRoom, scriptOf } from './stored-rooms'

const { scenario: scenarioId, publish } = ownLibrary()
const plan = {
  scenario: scenarioId,
  variant: 'hostile',
  minutes: 45,
  size: 20,
  audience: 'phones',
  names: 'anonymous',
  rehearsal: 0,
} as const

onEitherDatabase((fresh) => {
  holdStore(fresh)
  const opened = async (locale = 'en') => (await readRoom((await createRoom(plan, locale))!.id))!

  test('a session keeps its words and its people, and its summary shows the version that was played', async () => {
    publish()
    const room = await opened()
    const before = (await scriptOf(room))!
    publish(
      (scenario) => {
        scenario.scenes.s0!.title = 'Another title'
        scenario.scenes.s0!.decisions[0]!.weight = 3
      },
      { pool: { ...soundPool, xa: soundPool.xa!.map(({ given, family }) => ({ given, family: `${family}son` })) } },
    )
    const after = (await scriptOf((await readRoom(room.id))!))!
    expect(after.play).toEqual(before.play)
    expect(after.other!.play.cast).toEqual(before.play.cast)
    expect(JSON.parse(JSON.stringify(after.compiled.key))).toEqual(JSON.parse(JSON.stringify(before.compiled.key)))
    const now = (await libraryIn('en')).compiled(scenarioId, 'hostile')!
    expect(now.identity.structure).not.toBe(after.compiled.identity.structure)
    expect((await scriptOf(await opened()))!.play.scenes[now.play.start]!.title).toBe('Another title')
  })

  test('a session whose scenario was archived in an older format cannot be opened any more, and its kept summary can be read', async () => {
    // Otherwise the library would still hold it.
    publish((scenario) => {
      scenario.scenes.s0!.title = 'A title of its own'
    })
    const room = await opened()
    const { body } = await database()
      .selectFrom('scenario_structure')
      .select('body')
      .where('hash', '=', room.structure)
      .executeTakeFirstOrThrow()
    publish((scenario) => {
      scenario.scenes.s0!.title = 'Yet another title'
    })
    const older = JSON.stringify(JSON.parse(body, (name, value) => (name === 'harm' ? undefined : value)))
    await database().updateTable('scenario_structure').set({ body: older }).where('hash', '=', room.structure).execute()
    expect([await loadRoom(room.id), await summaryOf(room.id)]).toEqual([null, null])
    await database()
      .updateTable('room')
      .set({ summary: JSON.stringify({ title: 'What was kept' }) })
      .where('id', '=', room.id)
      .execute()
    expect(await summaryOf(room.id)).toMatchObject({ title: 'What was kept' })
  })

  test('a session in a language without a translation is in English, and a page in that language shows that', async () => {
    publish()
    const room = await opened('de')
    expect((await scriptOf(room))!.play.scenes).toEqual((await scriptOf(await opened()))!.play.scenes)
    expect(await foreignInRoom(room, 'de')).toEqual({ lang: 'en', begin: null })
    expect(await foreignInRoom(room, 'en')).toBeNull()
  })
})
