/** The pictures of people: things, drawn at random. There are no faces, so no face can be a clue. */
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { randomStream } from './random'

/** Each is a drawing in components/channels/pictures.svg. None suggests a country, a faith, a trade, a sex or a danger. */
export const PICTURES = [
  'acorn',
  'balloon',
  'bicycle',
  'book',
  'bridge',
  'cactus',
  'chair',
  'clock',
  'cup',
  'dice',
  'drum',
  'guitar',
  'house',
  'kite',
  'ladder',
  'lamp',
  'leaf',
  'lemon',
  'lighthouse',
  'mountain',
  'mushroom',
  'pear',
  'pencil',
  'puzzle-piece',
  'rain-cloud',
  'sailing-boat',
  'shell',
  'spinning-top',
  'sunflower',
  'teapot',
  'tram',
  'tulip',
  'umbrella',
  'watering-can',
] as const
export type Picture = (typeof PICTURES)[number]

/**
 * A different picture for each person, each equally likely for everybody. They come from a random stream of their own, so they reveal
 * nothing about names or variant.
 * @param kept pictures that were drawn before: those people keep them, and nobody else gets them
 */
export function drawPictures(people: readonly string[], seed: number | string, kept: Record<string, Picture> = {}) {
  const random = randomStream('pictures', seed)
  const taken = new Set(Object.values(kept))
  const left = PICTURES.filter((picture) => !taken.has(picture))
  const draw = () => left.splice(uniformInt(random, 0, left.length - 1), 1)[0]!
  return Object.fromEntries([...people].sort().map((id): [string, Picture] => [id, kept[id] ?? draw()]))
}
