import { browserRuntime, keepResult } from '../../runtimes/browser'
import { boot } from '../boot'

void boot(browserRuntime, keepResult)
