import { RocketMq4Source } from './rocketMq4';
import { RocketMq5Source } from './rocketMq5';
import type { Source, SourceNotice } from './source';
import type { SourceSettings } from './sourceSettings';

/** The source of a protocol, in this thread. */
export function openSource(settings: SourceSettings, notice: SourceNotice): Source {
	return settings.protocol === 'rocketmq5'
		? new RocketMq5Source(settings, notice)
		: new RocketMq4Source(settings, notice);
}
