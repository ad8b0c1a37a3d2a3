import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Announcer } from '../../ui/announcer'
import { Below } from './states'

/** A part that a reader has before them. */
function isRead(element: Element | null): boolean {
  if (!element) return true
  const { top, bottom } = element.getBoundingClientRect()
  return bottom > 0 && top < innerHeight
}

/**
 * Keeps to the part the room is at: whoever was reading the one before moves along, and whoever reads elsewhere stays there and is
 * told where the room is.
 * @param id of the part's element
 */
export function Follow({ id }: { id: string }) {
  const t = useTranslations('livePhone.debrief')
  const last = useRef(id)
  const [title, setTitle] = useState('')
  const [said, setSaid] = useState('')
  useEffect(() => {
    const now = document.getElementById(id)
    const section = now?.closest('section')
    const heading = section?.querySelector('h2, h3')?.textContent ?? ''
    setTitle(heading)
    if (last.current === id) return
    if (isRead(document.getElementById(last.current))) now?.scrollIntoView({ block: now === section ? 'start' : 'nearest' })
    last.current = id
    setSaid(heading)
  }, [id])
  return (
    <>
      <Below key={id} id={id} both>
        {t('at', { title })}
      </Below>
      <Announcer>{said && t('at', { title: said })}</Announcer>
    </>
  )
}
