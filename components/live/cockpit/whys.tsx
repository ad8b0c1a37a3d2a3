import { useTranslations } from 'use-intl'
import type { FacilitatorAction } from '@/scenarios/engine/live/schema'
import type { RoomView } from '@/scenarios/engine/live/view'
import type { WhyAct, WhyList } from '@/scenarios/engine/live/whys'
import { quoted } from '../../ui/quote'

interface WhysProps {
  view: RoomView
  onAct: (message: FacilitatorAction) => void
}
type Sentence = WhyList['list'][0]
type Act = (item: Element, sentence: Sentence, act: WhyAct) => void

export const WHYS_ID = 'whys'
export const waitingIn = (whys: WhyList | null): number => whys?.list.filter(({ state }) => state === 'waiting').length ?? 0

/** Sentences in which people say why. New ones are added at the end and dropped ones keep their place, so nothing moves under the pointer. */
export function Whys({ view: { whys, moment, crowd, phase }, onAct }: WhysProps) {
  const t = useTranslations('liveCockpit.whys')
  if (!whys) return null
  const { list, off } = whys
  const waiting = waitingIn(whys)
  const act: Act = (item, { id }, what) => {
    if (what === 'drop' && item instanceof HTMLElement) {
      item.style.minHeight = `${item.offsetHeight}px`
      focusOn(item)
    }
    onAct({ type: 'why', moment, why: id, act: what })
  }
  return (
    <section id={WHYS_ID} className="card scroll-mt-28 p-5 shadow-card lg:scroll-mt-5" aria-labelledby="whys-h">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="whys-h" className="font-semibold">
          {t('title')}
        </h2>
        <p role="status" className={`text-small tabular-nums ${waiting > 0 ? 'font-semibold text-signal' : 'text-ink-2'}`}>
          {t('waiting', { count: waiting })}
        </p>
      </div>
      <p className="mt-1 text-note leading-normal text-ink-2">{t(off ? 'isOff' : 'hint', { crowd })}</p>
      {list.length > 0 && (
        <ol
          className="-mx-2 mt-3 max-h-96 overflow-y-auto overscroll-contain"
          onKeyDown={(event) => press(event, list, act)}
          aria-describedby="whys-keys"
        >
          {list.map((sentence) => (
            <Item key={sentence.id} sentence={sentence} voting={phase === 'voting'} act={act} />
          ))}
        </ol>
      )}
      <div className="mt-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <p id="whys-keys" className="text-fine text-ink-3">
          {list.length > 0 && t('keys')}
        </p>
        <button type="button" className="link min-h-8 text-small" onClick={() => onAct({ type: 'whys', moment, off: !off })}>
          {t(off ? 'turnOn' : 'turnOff')}
        </button>
      </div>
    </section>
  )
}

function Item({ sentence, voting, act }: { sentence: Sentence; voting: boolean; act: Act }) {
  const t = useTranslations('liveCockpit.whys')
  const { id, text, state } = sentence
  const dropped = state === 'dropped'
  const onWall = state === 'wall'
  const item = (event: React.MouseEvent) => event.currentTarget.closest('li')!
  return (
    <li className="flex items-start justify-between gap-x-4 gap-y-1 border-t border-line px-2 py-2.5 first:border-t-0 focus-within:bg-accent-soft max-sm:flex-col">
      <p id={`why-${id}`} className={`min-w-0 leading-normal wrap-anywhere ${dropped ? 'text-ink-3' : ''}`} dir="auto">
        {dropped ? t('dropped') : quoted(text)}{' '}
        {(onWall || state === 'was') && (
          <span className={`ms-1 whitespace-nowrap text-small ${onWall ? 'font-semibold text-accent' : 'text-ink-2'}`}>
            {t(onWall ? (voting ? 'forWall' : 'onWall') : 'earlier')}
          </span>
        )}
      </p>
      <span className="flex shrink-0 gap-2">
        {/* Stays when the sentence is dropped, so that the focus has a place. */}
        <button
          type="button"
          data-why={id}
          className={dropped ? 'sr-only' : 'btn btn-quiet min-h-9 py-1 text-small'}
          aria-disabled={dropped}
          aria-describedby={`why-${id}`}
          onClick={(event) => !dropped && act(item(event), sentence, onWall ? 'back' : 'show')}
        >
          {dropped ? t('dropped') : t(onWall ? 'back' : 'show')}
        </button>
        {!dropped && (
          <button
            type="button"
            tabIndex={-1}
            className="btn btn-quiet min-h-9 py-1 text-small"
            aria-describedby={`why-${id}`}
            onClick={(event) => act(item(event), sentence, 'drop')}
          >
            {t('drop')}
          </button>
        )}
      </span>
    </li>
  )
}

const focusOn = (item: Element | null | undefined) => item?.querySelector<HTMLElement>('[data-why]')?.focus()

/** Enter is the focused button's own. */
function press(event: React.KeyboardEvent<HTMLOListElement>, list: readonly Sentence[], act: Act) {
  const item = event.target instanceof Element ? event.target.closest('li') : null
  if (!item || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  const all = [...event.currentTarget.children]
  const at = all.indexOf(item)
  switch (event.key) {
    case 'ArrowDown':
      focusOn(all[at + 1])
      break
    case 'ArrowUp':
      focusOn(all[at - 1])
      break
    case 'Home':
      focusOn(all[0])
      break
    case 'End':
      focusOn(all.at(-1))
      break
    case 'Delete':
    case 'Backspace': {
      const sentence = list[at]!
      // A key that is held down must not drop the next one too.
      if (!event.repeat && sentence.state !== 'dropped') act(item, sentence, 'drop')
      break
    }
    default:
      return
  }
  event.preventDefault()
}
