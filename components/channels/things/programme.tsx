import type { DrawingProps } from '../drawings'
import { Timetable } from './timetable'

export const Programme = (props: DrawingProps<'itinerary'>) => <Timetable {...props} />
