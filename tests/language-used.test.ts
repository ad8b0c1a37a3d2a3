import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import en from '@/messages/en.json' with { type: 'json' }

type Texts = { [key: string]: string | Texts }

const sources = ['app', 'server', 'components']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')
const named = new Set([...sources.matchAll(/'([\w.-]+)'/g)].map(([, key]) => key!))
const escaped = (text: string) => text.replace(/[.\\]/g, '\\$&')
/** Keys that are made by name: `states.${state}`. */
const made = [...new Set([...sources.matchAll(/`([\w.-]*\.(?:[\w.-]|\$\{[^`{}]*\})+)`/g)].map(([, key]) => key!))]
  .filter((key) => key.includes('${') && /^[\w-]+\./.test(key))
  .map(
    (key) =>
      new RegExp(
        `^${key
          .split(/\$\{[^}]*\}/)
          .map(escaped)
          .join('[\\w-]+(?:\\.[\\w-]+)?')}$`,
      ),
  )

function* keysOf(texts: Texts, path = ''): Generator<string> {
  for (const [key, text] of Object.entries(texts)) {
    const full = path ? `${path}.${key}` : key
    if (typeof text === 'string') yield full
    else yield* keysOf(text, full)
  }
}

test.each(['records', 'courses', 'courseEditor'] as const)('every text of “%s” is shown somewhere', (area) => {
  const unused = [...keysOf(en[area] as Texts)].filter((key) => !named.has(key) && !made.some((pattern) => pattern.test(key)))
  expect(unused).toEqual([])
})
