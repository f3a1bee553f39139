/** Where a chat of media type 53 came from, as the current releases number it (vendor's page cec_07_0844). */
export const SUB_MEDIA_TYPES: Readonly<Record<number, string>> = {
	1: 'Web',
	2: 'WhatsApp',
	3: 'LINE',
	4: 'WeChat',
	5: 'Facebook Messenger',
	6: 'X (Twitter)',
	7: 'E-mail',
	8: 'SMS',
	9: 'Telegram',
	10: 'Instagram',
};

/** The numbers that meant something else in 2023 (reference/huawei §3.5, pages 2634 and 4248). */
export const SUB_MEDIA_TYPES_OF_2023: Readonly<Record<number, string>> = {
	...SUB_MEDIA_TYPES,
	7: '5G message',
	8: 'E-mail',
	9: 'SMS',
};
