import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { examplePool, exampleResolved, exampleScenario } from '@/tests/support/example-scenario'
import { compile } from './compile'
import { PICTURES } from './pictures'
import { argumentsOf, drawNames } from './names'
import { format, mapTexts, stage } from './staging'

const compiled = compile(exampleScenario).hostile!
const cast = Object.keys(compiled.play.cast)
const everyName = Object.values(examplePool)
  .flat()
  .map((n) => `${n.given} ${n.family}`)
const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 })
const fullName = ({ given, family }: { given: string; family: string }) => `${given} ${family}`

function staged(seed: number, locale = 'en', pool = examplePool) {
  const names = drawNames(pool, cast, seed)
  return stage(compiled.play, names, argumentsOf(compiled.values, names), locale)
}

describe('drawn names', () => {
  test('that were drawn before are kept, and nobody else gets them', () => {
    fc.assert(
      fc.property(seeds, seeds, (first, second) => {
        const kept = drawNames(examplePool, ['one', 'two'], first)
        const names = drawNames(examplePool, ['one', 'two', 'three', 'four'], second, kept)
        expect([names.one, names.two]).toEqual([kept.one, kept.two])
        expect(new Set(Object.values(names).map(fullName)).size).toBe(4)
      }),
    )
  })
  test('of other scenarios are avoided, as long as enough others are left', () => {
    fc.assert(
      fc.property(seeds, seeds, (first, second) => {
        const met = drawNames(examplePool, ['one', 'two', 'three'], first)
        const drawn = (n: number) =>
          Object.values(
            drawNames(
              examplePool,
              Array.from({ length: n }, (_, i) => `person-${i}`),
              second,
              {},
              [met],
            ),
          ).map(fullName)
        const again = (n: number) => drawn(n).filter((name) => Object.values(met).map(fullName).includes(name))
        expect(again(everyName.length - 3)).toEqual([])
        expect(again(everyName.length)).toHaveLength(3)
      }),
    )
  })
  test('come from the pool, one per character, with no duplicates', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: everyName.length }), (seed, n) => {
        const characters = Array.from({ length: n }, (_, i) => `person-${i}`)
        const names = Object.values(drawNames(examplePool, characters, seed)).map(fullName)
        expect(new Set(names).size).toBe(n)
        for (const name of names) expect(everyName).toContain(name)
      }),
    )
  })

  test('are the same for the same seed, whatever the order of cast and pool', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const names = drawNames(examplePool, cast, seed)
        expect(drawNames(Object.fromEntries(Object.entries(examplePool).reverse()), cast.toReversed(), seed)).toEqual(names)
      }),
    )
  })

  /** χ² of how often each of the pool's twelve names was drawn, with 11 degrees of freedom: above 45 once in 200,000 tests. */
  const chiSquare = (drawn: string[]) => {
    const expected = drawn.length / everyName.length
    return everyName.reduce((sum, name) => sum + (drawn.filter((d) => d === name).length - expected) ** 2 / expected, 0)
  }
  test.each([
    ['seeds in a row', (i: number) => i],
    ['even seeds, as one variant has', (i: number) => 2 * i],
    ['odd seeds, as the other has', (i: number) => 2 * i + 1],
    ['seeds far apart', (i: number) => (i * 2_654_435_761) % 2 ** 31],
  ])('every name is equally likely for every character, with %s', (_, seedOf) => {
    const draws = Array.from({ length: 6000 }, (_, i) => drawNames(examplePool, cast, seedOf(i)))
    for (const character of cast) expect(chiSquare(draws.map((d) => fullName(d[character]!))), character).toBeLessThan(45)
  })

  test.each([
    ['even seeds, as one variant has', 0],
    ['odd seeds, as the other has', 1],
  ])('she and he are equally likely for every character, with %s', (_, odd) => {
    const even = {
      ...examplePool,
      lt: examplePool.lt!.map((name, i) => ({ ...name, pronoun: i % 2 ? ('he' as const) : ('she' as const) })),
    }
    const draws = Array.from({ length: 6000 }, (_, i) => drawNames(even, cast, 2 * i + odd))
    // Six standard deviations.
    for (const character of cast)
      expect(Math.abs(draws.filter((d) => d[character]!.pronoun === 'she').length - 3000), character).toBeLessThan(235)
  })

  test('of two characters reveal nothing about each other', () => {
    const draws = Array.from({ length: 20_000 }, (_, i) => drawNames(examplePool, cast, i))
    for (const name of everyName) {
      const others = draws.filter((d) => fullName(d.contact!) === name).map((d) => fullName(d.colleague!))
      const expected = others.length / (everyName.length - 1)
      const spread = everyName
        .filter((n) => n !== name)
        .reduce((sum, n) => sum + (others.filter((o) => o === n).length - expected) ** 2 / expected, 0)
      expect(spread, name).toBeLessThan(45)
    }
  })
})

describe('drawn pictures', () => {
  const variant = (odd: number) => Array.from({ length: 12_000 }, (_, i) => drawNames(examplePool, cast, 2 * i + odd))
  const draws = { hostile: variant(0), genuine: variant(1) }
  /** χ² of how often each picture was drawn, with one degree of freedom fewer than there are: above 95 once in a million tests. */
  const chiSquare = (drawn: (string | undefined)[]) => {
    const expected = drawn.length / PICTURES.length
    return PICTURES.reduce((sum, picture) => sum + (drawn.filter((d) => d === picture).length - expected) ** 2 / expected, 0)
  }

  test.each(['hostile', 'genuine'] as const)(
    'are equally likely for every character, whatever their name, if the variant is %s',
    (variant) => {
      for (const character of cast) {
        expect(chiSquare(draws[variant].map((d) => d[character]!.picture)), character).toBeLessThan(95)
        for (const name of everyName) {
          const named = draws[variant].filter((d) => fullName(d[character]!) === name)
          expect(chiSquare(named.map((d) => d[character]!.picture)), `${character}, ${name}`).toBeLessThan(95)
        }
      }
    },
  )
  test('are equally likely for the learner', () => {
    const bare = { ...compiled.play, scenes: {} }
    const you = draws.hostile.slice(0, 4000).map((names) => stage(bare, names, {}, 'en').cast.you!.picture)
    expect(chiSquare(you)).toBeLessThan(95)
  })
  test('are different for everybody in a scenario, including the learner', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const people = Object.values(staged(seed).cast)
        expect(people).toHaveLength(cast.length + 1)
        expect(new Set(people.map((p) => p.picture)).size).toBe(people.length)
      }),
    )
  })
  test('stay with people who keep their name', () => {
    const kept = drawNames(examplePool, ['one', 'two'], 1)
    const names = drawNames(examplePool, ['one', 'two', 'three', 'four'], 2, kept)
    expect([names.one, names.two]).toEqual([kept.one, kept.two])
    expect(new Set(Object.values(names).map((n) => n.picture)).size).toBe(4)
  })
})

describe('a staged play', () => {
  test('has no argument left, and the same shape', () => {
    for (const seed of [1, 2, 3]) {
      const play = staged(seed)
      expect(JSON.stringify(play).replaceAll('{said}', '')).not.toMatch(/[{]\w+[},]/)
      expect(Object.keys(play.scenes)).toEqual(Object.keys(compiled.play.scenes))
    }
  })
  test('shows each character’s name and picture', () => {
    const names = {
      contact: { given: 'ina', family: 'Žukienė', picture: 'kite' as const },
      colleague: { given: 'Ruth', family: 'Shaw', picture: 'leaf' as const },
    }
    const play = stage(compiled.play, names, argumentsOf(compiled.values, names), 'en')
    expect(play.cast.contact).toEqual({ name: 'ina Žukienė', picture: 'kite', title: 'Programme manager', organisation: 'Tarnwick Circle' })
    expect(JSON.stringify(play)).toContain('Ask Ruth Shaw')
    expect(JSON.stringify(play)).toContain('Never met Žukienė')
  })
  test('formats numbers and plurals for its locale', () => {
    expect(JSON.stringify(staged(1, 'en'))).toContain('We pay €900.00 for 3 pages.')
    expect(JSON.stringify(staged(1, 'de')).replaceAll('\u00a0', ' ')).toContain('We pay 900,00 € for 3 pages.')
  })
  test('leaves the compiled play unchanged', () => {
    const before = structuredClone(compiled.play)
    staged(1)
    expect(compiled.play).toEqual(before)
  })
})

describe('pronouns', () => {
  const said = (pronoun?: 'she' | 'he') =>
    format(
      '{a_b_They} says that {a_b_they} has {a_b_their} own: it is {a_b_theirs}. I saw {a_b_them} {a_b_themself}.',
      argumentsOf({}, { 'a-b': { given: 'Ruth', family: 'Shaw', pronoun } }),
      'en',
    )
  test('are those of the drawn name', () => {
    expect(said('she')).toBe('She says that she has her own: it is hers. I saw her herself.')
    expect(said('he')).toBe('He says that he has his own: it is his. I saw him himself.')
  })
  test('repeat the given name in journals that have none', () =>
    expect(said()).toBe('Ruth says that Ruth has Ruth’s own: it is Ruth’s. I saw Ruth Ruth.'))
  test('choose words in a translation', () => {
    const text = '{ada_they, select, she {die Neue} he {der Neue} other {{ada_given}}}'
    const words = (pronoun?: 'she' | 'he') => format(text, argumentsOf({}, { ada: { given: 'Ada', family: 'Shaw', pronoun } }), 'de')
    expect([words('she'), words('he'), words()]).toEqual(['die Neue', 'der Neue', 'Ada'])
  })
  test('come with names that are kept, from the pool if an older journal has none', () => {
    const kept = { one: { given: 'Ruth', family: 'Hartley', picture: 'kite' as const } }
    expect(drawNames(examplePool, ['one', 'two'], 1, kept).one!.pronoun).toBe('she')
  })
})

describe('format', () => {
  test('names of characters with hyphens are arguments with underscores', () => {
    expect(format('{old_friend_given}', argumentsOf({}, { 'old-friend': { given: 'Ruth', family: 'Shaw' } }), 'en')).toBe('Ruth')
  })
  test('throws if an argument is missing', () => {
    expect(() => format('{nobody}', {}, 'en')).toThrow()
  })
  test('leaves angle brackets alone, because texts are not markup', () => {
    expect(format('<b>{n}</b>', { n: 1 }, 'en')).toBe('<b>1</b>')
  })
})

describe('mapTexts', () => {
  const pathsIn = (node: unknown): string[] => {
    const paths: string[] = []
    mapTexts(node, (text, path) => {
      paths.push(path)
      return text
    })
    return paths
  }
  const leftOver = (node: unknown): string[] => {
    if (typeof node === 'string') return node.startsWith('«') ? [] : [node]
    return node && typeof node === 'object' ? Object.values(node).flatMap(leftOver) : []
  }

  test('visits every text of a scenario, leaving only ids, sources and keywords of the format', () => {
    const { values: _, ...resolved } = mapTexts(exampleScenario, (text) => `«${text}`)
    for (const word of leftOver(resolved)) expect(word).toMatch(/^([a-z][a-z0-9-]*(\.[a-z0-9-]+)?|P\d\d|[GR]-\d\d|INV)$/)
  })
  test('visits every text of the key', () => {
    const { variant: _, ...key } = mapTexts(compiled.key, (text) => `«${text}`)
    for (const word of leftOver(key))
      expect(word).toMatch(
        /^(sign|decoy|plain|ambiguous|strong|weak|origin|ignore|secrecy|leaked|reported|filed|s\w{7}|[a-z]+(-[a-z]+)+|[GR]-\d\d|INV|s\w{7}\.s\w{7})$/,
      )
  })
  test('changes nothing but texts', () => {
    expect(mapTexts(exampleScenario, (text) => text)).toEqual(exampleScenario)
  })
  test('gives every text a unique path', () => {
    for (const node of [exampleScenario, exampleResolved, compiled.play, compiled.key]) {
      const paths = pathsIn(node)
      expect(paths.length).toBeGreaterThan(20)
      expect(new Set(paths).size).toBe(paths.length)
    }
  })
  test('builds paths from ids, so that an edit elsewhere keeps them', () => {
    const paths = pathsIn(exampleResolved)
    expect(paths).toContain('scenes.hello.title')
    expect(paths).toContain('scenes.request.show.mail.paragraphs.rq-style.text')
    const grown = structuredClone(exampleResolved)
    grown.scenes.request!.show.unshift(structuredClone(grown.scenes.record!.show[0]!))
    for (const path of paths) expect(pathsIn(grown)).toContain(path)
  })
})
