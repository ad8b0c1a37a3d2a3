/** Rules on what is shown as a thing, and on acts that stand on one or are answered in a channel. */
import type { Hit, Path, Rule } from '../../../library/finding'
import { didYouMean } from '../../../library/nearest'
import { type ScenarioSubject, type VariantSubject, inVariants } from '../subject'

type Shown = VariantSubject['resolved']['scenes'][string]['show'][number]
type ShownOf<K extends Shown['kind']> = Extract<Shown, { kind: K }>

const STANDS_ON: readonly Shown['kind'][] = ['document', 'notice', 'page', 'card', 'thing', 'itinerary']
const CONVERSATIONS: readonly Shown['kind'][] = ['messages', 'email', 'transcript']

const shownIn = ({ resolved: { scenes } }: VariantSubject): { artefact: Shown; path: Path }[] =>
  Object.entries(scenes).flatMap(([id, { show }]) => show.map((artefact, i) => ({ artefact, path: ['scenes', id, 'show', i] })))
const ofKind = <K extends Shown['kind']>(subject: VariantSubject, kind: K): { artefact: ShownOf<K>; path: Path }[] =>
  shownIn(subject).filter((shown): shown is { artefact: ShownOf<K>; path: Path } => shown.artefact.kind === kind)

function* on({ decisions, resolved: { scenes } }: VariantSubject): Generator<Hit> {
  for (const { scene, options } of decisions) {
    const { show } = scenes[scene]!
    const things = show.filter(({ kind }) => STANDS_ON.includes(kind)).map(({ id }) => id)
    for (const { option, path } of options) {
      const at = [...path, 'on']
      if (option.on === undefined) continue
      const found = show.find(({ id }) => id === option.on)
      if (!found)
        yield {
          path: at,
          message: `nothing here is called “${option.on}”: ${didYouMean(option.on, things, 'name what this moment shows')}`,
        }
      else if (!things.includes(found.id))
        yield { path: at, message: `nothing stands on what is ${found.kind}: name one of ${STANDS_ON.join(', ')}, or drop \`on\`` }
      else if (!option.to) yield { path: at, message: 'only an act stands on a thing: drop `on`, or give the option a `to`' }
    }
  }
}

function* signed({ decisions, resolved: { scenes } }: VariantSubject): Generator<Hit> {
  for (const { scene, options } of decisions) {
    for (const { option, path } of options) {
      const paper = scenes[scene]!.show.find(({ id }) => id === option.on)
      const free = paper?.kind === 'document' && paper.signature && !paper.signature.by
      if (option.signs && !free)
        yield {
          path: [...path, 'signs'],
          message: 'there is no line to sign: name `on` a document with a `signature` that nobody has signed',
        }
      const bare = paper?.kind === 'document' && !paper.signature
      if (option.writes !== undefined && !option.signs && !bare)
        yield {
          path: [...path, 'writes'],
          message: 'this is written beside a name, or on a paper without a line to sign: add `signs: true`, or drop it',
        }
    }
  }
}

function* spoken({ decisions, resolved: { scenes } }: VariantSubject): Generator<Hit> {
  for (const { scene, options } of decisions) {
    if (scenes[scene]!.show.some(({ kind }) => CONVERSATIONS.includes(kind))) continue
    for (const { option, path } of options)
      if (typeof option.consequence === 'object')
        for (const [i, { from }] of option.consequence.entries())
          if (from)
            yield {
              path: [...path, 'consequence', i, 'from'],
              message: 'nothing is answered in this moment: show messages, a mail or a call, or tell it without `from`',
            }
  }
}

function* hands(subject: VariantSubject): Generator<Hit> {
  for (const { artefact, path } of ofKind(subject, 'document'))
    for (const [i, { hand, unreadable, sketch }] of artefact.clauses.entries())
      if ([hand, unreadable, sketch].filter(Boolean).length > 1)
        yield {
          path: [...path, 'clauses', i],
          message: 'a clause is `hand`, `unreadable` or a `sketch`: keep one, and make a clause of each',
        }
}

function* wishes(subject: VariantSubject): Generator<Hit> {
  for (const { artefact, path } of ofKind(subject, 'notice'))
    for (const [i, { id, wish }] of artefact.segments.entries()) {
      const at = [...path, 'segments', i]
      if (artefact.look === 'permission' && !wish) yield { path: at, message: `“${id}” asks for nothing: say which \`wish\` it is` }
      if (artefact.look !== 'permission' && wish)
        yield { path: at, message: 'a wish is drawn in a permission alone: drop it, or make the notice one' }
    }
}

function* calls(subject: VariantSubject): Generator<Hit> {
  for (const { artefact, path } of ofKind(subject, 'transcript')) {
    if (artefact.tiles.length > 0 && artefact.look !== 'video')
      yield { path: [...path, 'tiles'], message: 'only a video call has tiles: write `look: video`, or drop them' }
    if (artefact.look === 'talk' && artefact.label === undefined)
      yield { path, message: 'a talk needs a `label` that says where: “At the coffee machine”' }
  }
}

const HOST = /^(?:[a-z]{1,10}:\/\/|mailto:)?(?:[^\s/?#@]{0,100}@)?([^\s/?#:]+)/i
const isInvented = (address: string): boolean => /\.example$/i.test(HOST.exec(address)?.[1] ?? '')
/** A mail’s address may stand in angle brackets after a name. */
const bareAddress = (text: string): string => /<([^<>]+)>$/.exec(text)?.[1] ?? text
const addressed = (what: string) => `${what} may be real: make the name of its host end in .example`

function* addresses(subject: VariantSubject): Generator<Hit> {
  for (const { artefact, path } of shownIn(subject))
    if ('address' in artefact && artefact.address && !isInvented(bareAddress(artefact.address.text)))
      yield { path: [...path, 'address', 'text'], message: addressed(`the address “${artefact.address.text}”`) }
  for (const { segment, path } of subject.segments)
    if (segment.link && !isInvented(segment.link.target))
      yield { path: [...path, 'link', 'target'], message: addressed(`the target “${segment.link.target}”`) }
}

const RULES: readonly Rule<VariantSubject>[] = [
  { id: 'on-unknown', severity: 'error', about: '`on` names a thing of the same moment', check: on },
  { id: 'signs-nothing', severity: 'error', about: 'what is signed has a free line for it', check: signed },
  { id: 'spoken-nowhere', severity: 'error', about: 'a consequence is said only where something is answered', check: spoken },
  { id: 'several-hands', severity: 'error', about: 'a clause is written by hand, unreadable or drawn', check: hands },
  { id: 'wish-missing', severity: 'error', about: 'each segment of a permission is one wish', check: wishes },
  { id: 'call-look', severity: 'error', about: 'a video call alone has tiles, and a talk has a label', check: calls },
  { id: 'real-address', severity: 'error', about: 'addresses and the targets of links end in .example', check: addresses },
]
export const THING_RULES: readonly Rule<ScenarioSubject>[] = RULES.map(inVariants)
