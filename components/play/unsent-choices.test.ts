import { expect, test } from 'vitest'
import { forgetOld } from './unsent-choices'

test('only what nobody sent in time is forgotten, in whatever attempt it was', () => {
  const stored: Record<string, unknown> = {
    'unsent:old': JSON.stringify({ at: 's/scene', chosen: ['a'], until: 5 }),
    'unsent:new': JSON.stringify({ at: 's/scene', chosen: ['a'], until: 15 }),
    'unsent:broken': '{',
    'journal:old': '[]',
  }
  const storage = Object.create(
    {
      getItem: (key: string) => stored[key] as string,
      setItem() {},
      removeItem(this: Record<string, unknown>, key: string) {
        delete this[key]
      },
    },
    Object.getOwnPropertyDescriptors(stored),
  ) as Storage
  forgetOld(storage, 10)
  expect(Object.keys(storage)).toEqual(['unsent:new', 'journal:old'])
  forgetOld(null, 10)
})
