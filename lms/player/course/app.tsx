import { useEffect, useLayoutEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { CourseItem } from '../../course/content'
import { useArrival } from '../use-arrival'
import { Left } from '../left-page'
import { NotSaved } from '../not-saved'
import { Scenario } from '../scenario'
import { CoursePage } from './course-page'
import { ItemPage } from './item-page'
import { type CoursePageProps, type ScenarioOf, type PlaceInCourse, firstPlace, nextPlace } from './place'
import { ScenarioDebrief } from './scenario'

export interface CourseAppProps extends Omit<CoursePageProps, 'go'> {
  started: boolean
  onPlace(listener: (to: 'debrief' | 'list' | 'left' | 'unsaved') => void): void
}

export function CourseApp({ onPlace, started, ...rest }: CourseAppProps) {
  const [place, go] = useState<PlaceInCourse>(() => (started ? nextPlace(rest) : firstPlace(rest)))
  useEffect(() => onPlace((at) => go((now) => (at === 'debrief' ? { at, item: (now as { item: ScenarioOf }).item } : { at }))), [onPlace])
  useTitle(place, useTitleOf(place, rest.content.title))
  useArrival(place, started)
  const { saving } = rest.session
  const isOver = rest.session.isOver()
  if (place.at === 'left' || place.at === 'unsaved')
    return <Left saved={place.at === 'left'} saving={saving} isOver={isOver} again={() => rest.leave?.()} />
  return (
    <>
      <NotSaved
        saving={saving}
        isOver={isOver}
        standsAlone={rest.content.standsAlone}
        {...(place.at === 'play' && { width: 'max-w-stage' })}
      />
      <Page {...rest} go={go} place={place} />
    </>
  )
}

function Page({ place, ...shared }: CoursePageProps & { place: Exclude<PlaceInCourse, { at: 'left' | 'unsaved' }> }) {
  if (place.at === 'list') return <CoursePage {...shared} />
  if (place.at === 'item') return <ItemPage key={place.item.id} {...shared} item={place.item} />
  if (place.at === 'debrief') return <ScenarioDebrief key={place.item.id} {...shared} item={place.item} />
  return <Scenario key={place.item.id} {...shared.session.scenario(place.item)} mode={shared.mode} />
}

function useTitleOf(place: PlaceInCourse, course: string): string {
  const ui = useTranslations('ui')
  const item: CourseItem | null = 'item' in place ? place.item : null
  return [item ? `${item.title}: ${course}` : course, ui('name')].join(' – ')
}

/** A scenario sets the title of its moments itself. */
function useTitle(place: PlaceInCourse, title: string) {
  useLayoutEffect(() => {
    if (place.at !== 'play') document.title = title
  }, [place, title])
}
