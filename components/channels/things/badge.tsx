import type { DrawingProps } from '../drawings'
import { Card } from './card'

export const Badge = (props: DrawingProps<'card'>) => <Card {...props} />
