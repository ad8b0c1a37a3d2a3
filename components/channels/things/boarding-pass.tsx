import type { DrawingProps } from '../drawings'
import { Card } from './card'

export const BoardingPass = (props: DrawingProps<'card'>) => <Card {...props} />
