package org.triageledger.core.mail.text;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words that mailers put around what is answered or passed on. Taken from published strings: of Roundcube ({@code from}, {@code
 * to}, {@code cc}, {@code replyto}, {@code subject}, {@code date}, {@code originalmessage} and {@code mailreplyintro} of its 88
 * localisations), of K-9 Mail ({@code message_compose_quote_header_*} and {@code message_compose_reply_header_fmt*} of 48), and of
 * Thunderbird ({@code mailnews.reply_header_*}, as another reader of mail lists them). What Outlook, Gmail, Apple Mail and Yahoo write is
 * published nowhere as strings: those words were collected from mail, and there is no claim that they are all. All in lower case; a
 * field's name without its colon.
 */
final class MailerWords {
    private static final Set<String> FROM = words("""
            from|von|de|de la|da|dari|van|från|fra|frá|frå|lähettäjä|od|от|от кого|від|від кого|ад|од|kimden|gönderen|feladó|από|מאת|差出人|送信者
            发件人|寄件者|寄件人|發件人|보낸 사람|보낸사람|보낸이|šalje|pošiljatelj|пошиљалац|siuntėjas|nuo|saatja|kellelt|no|sūtītājs|kas|từ|người gửi|remitent|remitente|expeditorul|expeditor
            отправитель|отправлено от|mittente|nadawca|odesílatel|odosielateľ|afsender|avsender|avsändare|αποστολέας|подател|изпращач|відправник|адпраўнік
            من|مِن|المرسل|از|فرستنده|oddi wrth|ó|a-berzh|dende|fan|nga|nork|nork bidalia|igorlea|o|afsendari|sendandi|pengirim|daripada|จาก|ผู้ส่ง|प्रेषक|से
            থেকে|அனுப்புநர்|പ്രേഷിതാവ്|ვისგან|გამომგზავნი|ումից|ուղարկող|kimdən|кімнен|expéditeur|absender|afzender|remetente|mula sa|kutoka
            eus|gönderici|gửi từ|ji|kimdan|sendanto|seolaí|vun|хэнээс|מ|ارسال کننده|استوونکی|دىن|لە|भेजने वाला|প্রেরক|அனுப்புனர்|ಇಂದ
            പ്രേഷിതന്‍|වෙතින්|გამგზავნი|ካብ|អ្នកផ្ញើ|発信者|發件者|從|발신|шаље|द्वारा|жіберуші|илгээгч|kutoka kwa|منجانب""");

    private static final Set<String> OTHER = words("""
            sent|date|to|cc|bcc|subject|reply-to|reply to|importance|attachments|organization|when|received
            gesendet|datum|an|betreff|kopie|antwort an|wichtigkeit|anlagen|gesendet am|envoyé|envoyé le|à|pour|objet|sujet|copie|copie à|répondre à|pièces jointes|destinataire
            enviado|enviado el|enviado em|enviada|enviada em|para|asunto|assunto|fecha|con copia|responder a|responder para|cópia|data|data de envio
            inviato|inviato il|a|al|oggetto|copia conoscenza|destinatario|rispondi a|verzonden|aan|onderwerp|kopie aan|antwoord aan|beantwoorden
            skickat|skickades|till|ämne|kopia|svar till|sendt|til|emne|dato|kopi|svar til|lähetetty|vastaanottaja|aihe|päiväys|päivämäärä|kopio|vastaus
            wysłano|wysłane|do|temat|adresat|dw|kopia|data|odesláno|komu|předmět|předmet|kopie|odoslané|predmet|pre|kópia|dátum|odpověď komu
            дата|отправлено|кому|тема|копия|ответить|ответ|адресат|надіслано|копія|кому|адпраўлена|тэма|каму|копія|изпратено|изпрати до|до|относно|копие|за|тема|изпратено на
            послато|послано|за|наслов|предмет|копија|шаље|прима|датум|poslano|poslato|prima|za|naslov|predmet|kopija|zadeva|datum|tema|priloge|prilozi|pošiljatelj|prejemnik
            gönderildi|gönderilme|gönderilme tarihi|gönderme tarihi|tarih|kime|konu|bilgi|kimə|mövzu|elküldve|küldve|címzett|tárgy|másolat|másolatot kap|dátum
            trimis|dată|către|la|subiect|subiectul|destinatarul|copie|ημερομηνία|προς|θέμα|αποστολή|στάλθηκε|κοιν|κοινοποίηση|εστάλη
            נשלח|תאריך|אל|נושא|עותק|إرسال|تم الإرسال|المُرسل|المرسلة|التاريخ|تاريخ الإرسال|إلى|الموضوع|نسخة|نسخة كربونية|ارسال|ارسال شده|تاریخ|به|موضوع|رونوشت به|رونوشت
            送信日時|送信日|送信|日付|日時|宛先|件名|发送时间|发送日期|日期|时间|收件人|主题|抄送|主題|寄件日期|寄送日期|傳送日期|收件者|主旨|副本|傳送時間|보낸 날짜|날짜|일시|받는 사람|받는사람|제목|참조|보낸 시간
            enviat|enviat el|per a|per|a|assumpte|tema|data|a/c|mandatu|sughjettu|đã gửi|ngày|ngày gửi|gửi|đến|tới|chủ đề|kính gửi|gửi lúc|tiêu đề|người nhận
            išsiųsta|kam|iki|tema|data|kopija|nosūtīts|nosūtīšanas datums|temats|datums|saadetud|saadeti|kellele|teema|kuupäev|koopia|adressaat
            bidalia|bidalita|noiz|data|nori|gaia|enviado|dende|asunto|anfonwyd|at|pwnc|dyddiad|seolta|chuig|ábhar|dáta|air a chur|gu|cuspair|kaset|da|danvez
            ferstjoerd|oan|underwerp|dërguar më|dërguar|për|subjekt|subjekti|data|sendita je|al|temo|terkirim|dikirim|kepada|ke|subjek|perihal|tanggal|dihantar|tarikh
            sendt|viðfangsefni|efni|dagsetning|sent|kp|ส่ง|วันที่|ถึง|เรื่อง|วันที่ส่ง|हेतु|भेजा गया|भेजे गए|दिनांक|प्रति|को|विषय|तारीख|सबजेक्ट|सीसी
            পাঠানো হয়েছে|প্রতি|বিষয়|সিসি|அனுப்பியது|பெறுநர்|பொருள்|நகல்|அയച்ചു|അയച്ചു|സ്വീകർത്താവ്|വിഷയം|გაიგზავნა|ვის|საგანი|თემა|ასლი
            ուղարկուած|ուղարկված|ում|վերնագիր|թեմա|cc|göndərildi|kimə|tarix|ipinadala|kay|paksa|imetumwa|kwa|mada|yettwazen|asentel
            adresát|afrit|alıcı|antwoord-aan|antwoorden aan|antwurd oan|asuntu|atbildēt-uz|ateb-i|atsakymą gaus|balas kepada|balasan kepada
            bersivê bide|bo|cavabla|contestar a|copi|copia|copie (cc)|copy|datë|deiz|derbyniwr|destinatar|destinatari|dîrok|enviar
            erantzun honi|evni|freagair go|gavėjas|giden|išsiųsta|javob berish|judul|kimga|kopi til|kopie (cc)|kopya|lampiran|mavzu|mijar
            modtager|mottagare|mottaker|nusxasi|nüsxə|odgovor na|odgovori|odpovedať na|odpověď na|odpowiedź do|ontvanger|pa|pealkiri|penerima
            përgjigjuni-te|reply-to adresa|respon a|respondu-al|respont-da|ricevanto|răspunde la|saaja|sana|subjecto|subyek|sujed|svara-til
            tann|titill|trả lời cho|un|vastaus osoitteeseen|vastus aadressile|válaszcím|yanıt adresi|ábhair|äntwert un|ûnderwerp|đồng kính gửi
            απάντηση στο|παραλήπτης|адказаць-на|гарчиг|заглавие|зворотня адреса|коп|копие до|копирај|огноо|одговори|отговор до|послата
            препрати на|примач|хариулах-хэнд|хэнд|цц|ամսաթիվ|ստացող|כתובת למענה|ל|לידיעה|الرد إلى|المستقبل|بۆ|بەروار|تاريخ|ترلاسه کوونکی|تىما
            تکثیر|جواب نامه|غا|غا جاۋاپ قايتۇرۇش|قۇشۇمچە|لمېسل|مضمون|ناونیشان|نسخة إلي|نېټه|وەڵامدانەوە-بۆ|پاسخ-به|ځوابول|چېسلا|ګيرينده|कार्बन
            जवाब यहाँ|तारिख|पाने वाला|प्रत|प्रती|प्रापक|बोधार्थ|यास उत्तर द्या|लाई-जवाफ|विशय|অনুলিপির ঠিকানা|উত্তর পাঠানোর ঠিকানা|তারিখ|প্রাপক
            বিষয়|தலைப்பு|தேதி|பதிலளி|பெறுனர்|ಗೆ|ದಿನಾಂಕ|ವಿಷಯ|തീയതി|സ്വീകര്‍ത്താവ്|දිනය|පිළිතුරු සඳහා|මාතෘකාව|වෙත|คัดลอก|ตอบกลับ|ผู้รับ
            หัวจดหมาย|თარიღი|პასუხი|სათაური|ተመላሲ ናብ|ናብ|ካኮ|ዋኒን|ዕለት|កាលបរិច្ឆេត|ចំណងជើង|ឆ្លើយតបទៅកាន់|អ្នកទទួល|写し(cc)|回复至|回覆至|返信先|送件日期|회신 주소
            至|수신|bidaltze-data|hartzailea|жіберілді|жіберілген күні|кімге|тақырып|тақырыбы|გაგზავნილია|მიმღები|بھیجا گیا|بنام|موضوع|илгээсэн|хүлээн авагч|сэдэв
            saatmisaeg|gestuur|испратено|aliandika|geschéckt|sujet""");

    private static final Set<String> ORIGINAL = words("""
            original message|original appointment|original mail|original email|original e-mail|reply message|ursprüngliche nachricht|ursprüngliche mail|original nachricht
            original-nachricht|originalnachricht|message d'origine|message d’origine|message original|message initial|courriel initial|courriel original|mensaje original|correo original
            mensagem original|messaggio originale|oorspronkelijk bericht|origineel bericht|ursprungligt meddelande|originalmeddelande|ursprungligt mejl|oprindelig meddelelse
            oprindelig besked|original besked|original meddelelse|opprinnelig melding|original melding|opphavleg melding|opprinnelig meddelelse|alkuperäinen viesti|wiadomość oryginalna
            oryginalna wiadomość|původní zpráva|pôvodná správa|původní e-mail|исходное сообщение|оригинальное сообщение|исходное письмо|пересылаемое сообщение|оригінальне повідомлення|початкове повідомлення
            зыходны ліст|оригинално писмо|оригинално съобщение|оригинална порука|originalna poruka|izvorna poruka|izvorno sporočilo|izvirno sporočilo|eredeti üzenet|eredeti levél|özgün ileti
            orijinal mesaj|orijinal ileti|mesaj original|mesajul original|αρχικό μήνυμα|πρωτότυπο μήνυμα|ההודעה המקורית|הודעה מקורית|الرسالة الأصلية|الرسالة الأصليَّة|پیام نخستین|پیام اصلی
            원본 메시지|원본 메일|원본메시지|原始邮件|原始郵件|邮件原件|元のメッセージ|元メール|missatge original|thư gốc|tin nhắn gốc|originalus tekstas|pradinis laiškas|originalus laiškas|sākotnējā ziņa|oriģinālais ziņojums
            algne kiri|algne sõnum|jatorrizko mezua|mensaxe orixinal|mensaxe orixianl|mesazhi origjinal|neges wreiddiol|bunteachtaireacht|an teachdaireachd thùsail|kemennadenn orin|kemennadenn orinel
            orizjineel berjocht|oorspronklike boodskap|originala mesaĝo|upprunaleg skilaboð|pesan orisinal|pesan asli|mesej asal|messaghju d’origine|ข้อความต้นฉบับ|पुराना मैसेज|मूल संदेश|মূল বার্তা
            உண்மை தகவல்|യഥാർത്ഥ സന്ദേശം|საწყისი მესიჯი|նախորդ հաղորդագրութիւնը|orihinal na mensahe
            alkuperäinen viesti / orig.msg.|an teachtaireacht bhunaidh|asl xat|courriel d’origine|esialgne kiri|messadi original
            oarspronklik berjocht|oorspronkelijke bericht|orgineel bericht|original-message|originalna powěsć|orijinal məktub|peyama orîjînal
            sākotnējā vēstule|teachtaireacht bhunaidh|treść oryginalnej wiadomości|umyalezo wakuqala|uppruna boð|upprunalegur póstur
            ursprüngliche mitteilung|арыгінальнае паведамленне|вихідне повідомлення|оригинална порака|առաջին հաղորդագրությունը|օրիգինալ նամակը
            ההודעה המורית|ئەسلىي خەت|الرسالة الأساسية|खरा संदेश|મૂળ સંદેશો|ಮೂಲ ಸಂದೇಶ|യഥാര്‍ഥ സന്ദേശം|මුල් ලිපිය|ข้อความเดิม
            ორიგინალი შეტყობინება|საწყისი წერილი|សារដើម|សារ​ដើម|原始消息""");

    private static final Set<String> FORWARD = words("""
            forwarded message|forwarded mail|forwarded by|start of forwarded message|begin forwarded message|weitergeleitete nachricht|anfang der weitergeleiteten nachricht
            anfang der weitergeleiteten e-mail|message transféré|message transmis|début du message réexpédié|début du message transféré|mensaje reenviado|inicio del mensaje reenviado
            messaggio inoltrato|inizio messaggio inoltrato|mensagem encaminhada|mensagem reencaminhada|início da mensagem encaminhada|início da mensagem reencaminhada|doorgestuurd bericht
            begin doorgestuurd bericht|videresendt|start på videresendt besked|vidarebefordrat|przekazana wiadomość|wiadomość przekazana|początek przekazywanej wiadomości|treść przekazanej wiadomości
            přeposlaná zpráva|začátek přeposílané zprávy|preposlaná správa|začiatok preposlanej správy|továbbított|yönlendirilmiş ileti|iletilen mesaj|iletilen ileti|iletilmiş mesaj|ileti başlangıcı
            välitetty viesti|edelleenlähetetty viesti|mesaj redirecționat|începe mesajul redirecționat|προωθημένο μήνυμα|пересылаемое сообщение|пересланное сообщение|перенаправленное сообщение
            начало переадресованного сообщения|переслане повідомлення|перенаправлене повідомлення|початок листа, що пересилається|накіраваны ліст|препратено съобщение|прослеђена порука
            proslijeđena poruka|započni proslijeđenu poruku|posredovano sporočilo|הודעה שהועברה|رسالة ممرّرة|رسالة معاد توجيهها|전달된 메시지|전달된 메일|转发的邮件|转发邮件|轉寄的郵件|轉寄郵件|已转发邮件|転送
            missatge reenviat|mensaxe reenviada|mensaxe reunviáu|birbidalitako mezua|edastatud kiri|persiųstas laiškas|pārsūtīta ziņa|áframsendur póstur|thư chuyển tiếp|trochstjoerd berjocht
            teachtaireacht ar aghaidh|dale sposrědkowana powěsć|dalej pósrědnjona powěsć|փոխանցվող նամակը|pesan terusan""");

    /** Notes and Domino name who passed it on, and when. */
    private static final List<String> FORWARDED_BY = List.of(
            "weitergeleitet von ",
            "réacheminé par ",
            "transféré par ",
            "reenviado por ",
            "inoltrato da ",
            "doorgestuurd door ",
            "vidarebefordrat av ",
            "videresendt af ",
            "videresendt av ");

    /** "Wrote", with what may stand behind it, at the end of the line that introduces a quote; the colon is taken off. */
    private static final Phrases WROTE = Phrases.of("(?:^|.*[\\s>)\\]\",])(?:"
            + alternatives("""
            wrote|writes|said|says|schrieb|schreibt|hat geschrieben|geschreven|a écrit|ecrit|hà scrittu|escribió|escribio|escribe|va escriure|ha escrit|escriu
            escreveu|escribiu|ha scritto|scrive|schreef|skreau|skreiv|skrev|skrifaði|kirjoitti|kirjutas|napisał|napisała|napisał/a|napisał(a)|napisal|pisze|napsal|napsala
            napsal(a)|napísal|napísala|napísal(a)|писал|писала|писал(а)|написал|написала|написал(а)|написав|написала|написав(ла)|пишет|пише|піша|напісаў|написа|yazdı|şunu yazdı|yazmış
            írta|ezt írta|έγραψε|a scris|đã viết|menulis|je napisao|je napisala|je napisao/la|je napisal|je napisala|je pisao|sporoča|pisao|је написао|rašė|parašė|rakstīja|rakstījis|shkroi|skribis
            scríobh|sgrìobh|ysgrifennodd|idatzi du|כתב|כתבה|כתב/ה|كتب|كتبت|كَتَب|نوشت|ने लिखा|লিখেছেন|எழுதியது|എഴുതി|დაწერა|գրել է|เขียนว่า|het geskryf|yazıb
            eo bet skrivet gant|skrivet eo bet gant|نوشته است|skrivaði|ha scribite|schreift|viết|yozgan kun|يازدى|escribeu|כותב|작성함|写到|idatzi zuen|hau idatzi zuen|napisa|scrit|ha scrit|写于|napisao je|napisala je|ha escrito|skrivet|aliandika|напиша|жазды|бичсэн|ने लिहिले|লিখেছে|రాశారు|લખ્યું|نے لکھا|tarixində yazdı|nivîsî|geschrieben|បាន​សរសេរ|បានសរសេរ|បាន​សរសេរ​នៅលើ""")
            + ")(?:[\\s(].{0,160})?|.*(?:写道|寫道|寫到|のメッセージ|さんは書きました|作成|작성|님이 작성|이 씀|쓴 글|님이 쓴 글)");

    private MailerWords() {}

    /** Whether the name of a repeated field says who sent it. */
    static boolean isFrom(String name) {
        return FROM.contains(name);
    }

    /** Whether it is the name of another field that is repeated. */
    static boolean isOther(String name) {
        return OTHER.contains(name);
    }

    /** Whether the words between two rulers say that below stands what is answered. */
    static boolean isOriginal(String words) {
        return ORIGINAL.contains(words) || words.startsWith("original message from ");
    }

    /** Whether the words between two rulers, or before a colon, say that below stands what is passed on. */
    static boolean isForward(String words) {
        return FORWARD.contains(words)
                || FORWARD.stream().anyMatch(words::startsWith)
                || FORWARDED_BY.stream().anyMatch(words::startsWith);
    }

    /** Whether a line without rulers, and without its colon, is such a mark and nothing else. */
    static boolean isForwardLine(String line) {
        return FORWARD.contains(line);
    }

    /** Whether a line in lower case, without its colon, ends with a word for writing. */
    static boolean isWrote(String line) {
        return WROTE.isAll(line);
    }

    private static Set<String> words(String table) {
        return list(table).stream().collect(Collectors.toUnmodifiableSet());
    }

    private static String alternatives(String table) {
        return list(table).stream().map(Pattern::quote).collect(Collectors.joining("|"));
    }

    private static List<String> list(String table) {
        return Pattern.compile("[|\\n]")
                .splitAsStream(table)
                .map(String::strip)
                .distinct()
                .toList();
    }
}
