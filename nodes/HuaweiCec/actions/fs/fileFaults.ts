import { faultOf, type Fault } from '../../../../lib/huaweiCec/fault';
import { titleAndWayOut } from '../../../shared/titleAndWayOut';

/** A file that came whole and makes no sense, or not the sense that was asked for. */
export function unreadableFile(message: string): Fault {
	return faultOf('rejected', {
		...titleAndWayOut(message, 'Download it with "Download File" to look into it.'),
		cause: 'The file was downloaded and read up to this point.',
	});
}

const LOOK_INTO_IT =
	'Try again later; if it stays so, choose "As Recorded" as Audio Format to look into it.';

/** A download that is no recording, or none that can be given as it was asked for. */
export function unreadableRecording(message: string): Fault {
	return faultOf('rejected', {
		...titleAndWayOut(message, LOOK_INTO_IT),
		cause: 'The recording was downloaded and read up to this point.',
	});
}

/** A field that was filled in wrongly; nothing was sent. */
export function wrongField(message: string): Fault {
	return faultOf('rejected', {
		...titleAndWayOut(message, 'Correct the field, or the expression it comes from.'),
		cause: 'Nothing was sent.',
	});
}

export function stopped(): Fault {
	return faultOf('rejected', {
		title: 'The execution was stopped',
		cause: 'Somebody stopped it, or its time was over.',
		wayOut: 'Run it again.',
	});
}

export function notReady(fileName: string, seconds: number, last: Fault): Fault {
	return faultOf('notFound', {
		code: last.code,
		title: `CC-FS had not written the file after ${seconds} s`,
		cause: last.title,
		wayOut: `Raise "Wait For" in the file settings, or read the file later by its name: ${fileName}.`,
	});
}
