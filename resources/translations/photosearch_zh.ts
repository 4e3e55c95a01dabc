<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name></name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln 张照片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>已选 %Ln 张</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %Ln photo(s)</source>
        <translation>
            <numerusform>已复制 %Ln 张照片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %Ln path(s)</source>
        <translation>
            <numerusform>已复制 %Ln 个路径</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln problem file(s)</source>
        <translation>
            <numerusform>%Ln 个文件有问题</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be used, or only in part</source>
        <translation>
            <numerusform>%Ln 个文件无法处理或只能显示一部分</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln 字节</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln minute(s)</source>
        <translation>
            <numerusform>约 %Ln 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln hour(s)</source>
        <translation>
            <numerusform>约 %Ln 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln day(s)</source>
        <translation>
            <numerusform>约 %Ln 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s)</source>
        <translation>
            <numerusform>%Ln 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)/s</source>
        <translation>
            <numerusform>%Ln 张/秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)/min</source>
        <translation>
            <numerusform>%Ln 张/分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln online</source>
        <comment>folders</comment>
        <translation>
            <numerusform>%Ln 个在线</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s)</source>
        <comment>watched</comment>
        <translation>
            <numerusform>%Ln 个文件夹</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be used, or only in part: `photosearch problems` lists them with the reason.</source>
        <translation>
            <numerusform>%Ln 个文件无法处理，或只能处理一部分：用 `photosearch problems` 可以列出它们和原因。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln problem(s)</source>
        <translation>
            <numerusform>%Ln 个问题文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) searchable</source>
        <translation>
            <numerusform>%Ln 张照片可以搜索了</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) gone</source>
        <translation>
            <numerusform>%Ln 张照片已不在</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> and %Ln more</source>
        <comment>after the names of some photos</comment>
        <translation>
            <numerusform> 等，另有 %Ln 张</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more line(s) could not be used.</source>
        <translation>
            <numerusform>另有 %Ln 行无法使用。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln mark(s)</source>
        <translation>
            <numerusform>%Ln 条标记</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) could not be used.</source>
        <translation>
            <numerusform>有 %Ln 行无法使用。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln nearest photo(s)</source>
        <translation>
            <numerusform>最接近的 %Ln 张</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln perhaps</source>
        <translation>
            <numerusform>也许 %Ln 张</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new match(es)</source>
        <translation>
            <numerusform>新增 %Ln 个结果</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new photo(s)</source>
        <translation>
            <numerusform>新增 %Ln 张照片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The colours of %Ln photo(s) have not been read yet: a search finds them by colour later.</source>
        <translation>
            <numerusform>还有 %Ln 张照片的颜色没有读过，之后才能按颜色找到。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) that fit less well are not listed; --all lists them</source>
        <translation>
            <numerusform>不太相符的 %Ln 张没有列出；加 --all 全部列出</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more photo(s) that fit; --top N lists more</source>
        <translation>
            <numerusform>另有 %Ln 张相符；用 --top N 列出更多</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln video(s)</source>
        <translation>
            <numerusform>%Ln 个视频</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln document(s)</source>
        <translation>
            <numerusform>%Ln 个文档</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln drawing(s)</source>
        <translation>
            <numerusform>%Ln 个矢量图</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln project file(s)</source>
        <translation>
            <numerusform>%Ln 个工程文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln RAW file(s)</source>
        <translation>
            <numerusform>%Ln 个 RAW 文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other picture(s)</source>
        <translation>
            <numerusform>%Ln 个其他图片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more time(s)</source>
        <translation>
            <numerusform>等，另有 %Ln 段时间</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) could not be exported.</source>
        <translation>
            <numerusform>%Ln 张照片无法导出。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln copy(s) bear another name: theirs was taken, or not every system takes it.</source>
        <translation>
            <numerusform>%Ln 张照片的副本换了名字：原名已被占用，或并非所有系统都支持。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) were saved as JPEG or PNG: their own format cannot be written.</source>
        <translation>
            <numerusform>%Ln 张照片存成了 JPEG 或 PNG：原来的格式无法写入。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) are damaged: the copy shows what is left.</source>
        <translation>
            <numerusform>%Ln 张照片已损坏：副本只包含剩下的画面。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) that tell of the photos were copied with them.</source>
        <translation>
            <numerusform>一并复制了 %Ln 个记录照片信息的文件。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pages, the first is {file}</source>
        <comment>of a contact sheet</comment>
        <translation>
            <numerusform>共 %Ln 页，第一页是 {file}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of these files cannot be searched with: no picture can be read in them.</source>
        <translation>
            <numerusform>有 %Ln 个文件无法用来搜索：读不出图片。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AboutPage</name>
    <message>
        <source>About photosearch</source>
        <translation>关于 photosearch</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>版本 {version}</translation>
    </message>
    <message>
        <source>Finds your own photos by what&apos;s in them, on your own computer. Licence: Apache 2.0.</source>
        <translation>在自己的电脑上，按画面内容找到自己的照片。许可证：Apache 2.0。</translation>
    </message>
    <message>
        <source>Names of places: contains data from GeoNames (CC BY 4.0, changed); made with Natural Earth and Unicode CLDR.</source>
        <translation>地名含 GeoNames 的数据（CC BY 4.0，有改动），并取自 Natural Earth 与 Unicode CLDR。</translation>
    </message>
</context>
<context>
    <name>ActivityBar</name>
    <message>
        <source>Background work</source>
        <translation>后台任务</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Watched folders and what is done in them (Ctrl+L)</source>
        <translation>照片文件夹和正在做的事（Ctrl+L）</translation>
    </message>
    <message>
        <source>Files that could not be used, or only in part, and why</source>
        <translation>无法处理或只能显示一部分的文件及其原因</translation>
    </message>
    <message>
        <source>Resume adding photos</source>
        <translation>继续添加照片</translation>
    </message>
    <message>
        <source>Pause adding photos</source>
        <translation>暂停添加照片</translation>
    </message>
    <message>
        <source>{name} (Ctrl+P)</source>
        <translation>{name}（Ctrl+P）</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Models…</source>
        <translation>选择模型…</translation>
    </message>
    <message>
        <source>Choose or install a model in the settings</source>
        <translation>在设置中选择或安装模型</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭这条提示</translation>
    </message>
    <message>
        <source>Offline: {names}. Thumbnails can be seen, the files cannot be opened.</source>
        <translation>离线：{names}。可以看缩略图，但打不开原文件。</translation>
    </message>
    <message>
        <source>Only the address of the picture came along. Fetch the picture from {host}?</source>
        <translation>只收到了图片的网址。要从 {host} 下载这张图片吗？</translation>
    </message>
    <message>
        <source>Fetching the picture from {host}…</source>
        <translation>正在从 {host} 下载图片…</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Go online this once, for this picture only</source>
        <translation>仅此一次联网，只下载这张图片</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Do not fetch the picture</source>
        <translation>不下载这张图片</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>撤销（Ctrl+Z）</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>Not: %1</source>
        <translation>不含：%1</translation>
    </message>
</context>
<context>
    <name>ChipEditor</name>
    <message>
        <source>Search for the words instead</source>
        <translation>改为按字面搜索</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>Colours</name>
    <message>
        <source>black</source>
        <translation>黑色</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>灰色</translation>
    </message>
    <message>
        <source>white</source>
        <translation>白色</translation>
    </message>
    <message>
        <source>red</source>
        <translation>红色</translation>
    </message>
    <message>
        <source>orange</source>
        <translation>橙色</translation>
    </message>
    <message>
        <source>yellow</source>
        <translation>黄色</translation>
    </message>
    <message>
        <source>green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>cyan</source>
        <translation>青色</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>purple</source>
        <translation>紫色</translation>
    </message>
    <message>
        <source>pink</source>
        <translation>粉色</translation>
    </message>
    <message>
        <source>brown</source>
        <translation>棕色</translation>
    </message>
    <message>
        <source>warm colours</source>
        <translation>暖色调</translation>
    </message>
    <message>
        <source>cool colours</source>
        <translation>冷色调</translation>
    </message>
    <message>
        <source>black and white</source>
        <translation>黑白</translation>
    </message>
    <message>
        <source>vivid colours</source>
        <translation>鲜艳</translation>
    </message>
</context>
<context>
    <name>DatePopup</name>
    <message>
        <source>Date taken</source>
        <translation>拍摄日期</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>到</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>开始日期</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>结束日期</translation>
    </message>
    <message>
        <source>MMM d, yyyy</source>
        <comment>pattern of a date, as QLocale reads it</comment>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>不限时间</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上个月</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>{width} x {height} pixels</source>
        <translation>{width} x {height} 像素</translation>
    </message>
    <message>
        <source>{millions} million pixels</source>
        <translation>{millions} 百万像素</translation>
    </message>
    <message>
        <source>{millions} million pixels fit</source>
        <translation>最多 {millions} 百万像素</translation>
    </message>
    <message>
        <source>{percent} % of its height</source>
        <translation>高度的 {percent}%</translation>
    </message>
    <message>
        <source>all of it, but coarsely</source>
        <translation>整张都在，但较粗糙</translation>
    </message>
    <message>
        <source>after {seconds} s</source>
        <translation>{seconds} 秒后</translation>
    </message>
    <message>
        <source>exit code {code}</source>
        <translation>退出码 {code}</translation>
    </message>
    <message>
        <source>; </source>
        <comment>between the parts of a detail</comment>
        <translation>；</translation>
    </message>
</context>
<context>
    <name>DropOverlay</name>
    <message>
        <source>Add this folder</source>
        <translation>添加这个文件夹</translation>
    </message>
    <message>
        <source>This is not a picture</source>
        <translation>这不是图片</translation>
    </message>
    <message>
        <source>Drop to find similar photos</source>
        <translation>松手以搜索相似照片</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export photos</source>
        <translation>导出照片</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Photos are only read; no file is written over</source>
        <translation>只读取照片，不覆盖任何文件</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Write nothing more; what is there stays</source>
        <translation>不再写入；已写好的文件会保留</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Show what was written in the file manager</source>
        <translation>在文件管理器中显示导出的文件</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source>Exported photos</source>
        <translation>导出的照片</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>照片索引页</translation>
    </message>
    <message>
        <source>Photo list</source>
        <translation>照片清单</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose the folder to export to</source>
        <translation>选择导出到哪个文件夹</translation>
    </message>
    <message>
        <source>Copy the photos</source>
        <translation>复制照片</translation>
    </message>
    <message>
        <source>With the files beside them (XMP, Google Takeout)</source>
        <translation>连同旁边的信息文件（XMP、Google Takeout）</translation>
    </message>
    <message>
        <source>Make a contact sheet</source>
        <translation>制作照片索引页</translation>
    </message>
    <message>
        <source>File names</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Write a list with what is known of each photo</source>
        <translation>写一份清单，列出每张照片的已知信息</translation>
    </message>
    <message>
        <source>All that are shown: {photos}</source>
        <translation>当前显示的全部：{photos}</translation>
    </message>
    <message>
        <source>The selection: {photos}</source>
        <translation>选中的：{photos}</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>Folders in it</source>
        <translation>子文件夹</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Details in the copies</source>
        <translation>副本中的信息</translation>
    </message>
    <message>
        <source>As</source>
        <translation>存为</translation>
    </message>
    <message>
        <source>On each page</source>
        <translation>每页</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>{columns} × {rows}</source>
        <translation>{columns} × {rows}</translation>
    </message>
    <message>
        <source>By date: 2019-08-03 19.12.00</source>
        <translation>按日期：2019-08-03 19.12.00</translation>
    </message>
    <message>
        <source>As they are</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>None</source>
        <translation>不分</translation>
    </message>
    <message>
        <source>By year: 2019</source>
        <translation>按年：2019</translation>
    </message>
    <message>
        <source>By month: 2019/2019-08</source>
        <translation>按月：2019/2019-08</translation>
    </message>
    <message>
        <source>At most {px} pixels</source>
        <translation>长边不超过 {px} 像素</translation>
    </message>
    <message>
        <source>All of them</source>
        <translation>全部保留</translation>
    </message>
    <message>
        <source>Without the place</source>
        <translation>去掉拍摄地点</translation>
    </message>
    <message>
        <source>None: only the picture</source>
        <translation>全部去掉，只留画面</translation>
    </message>
    <message>
        <source>CSV, for a spreadsheet</source>
        <translation>CSV，用表格软件打开</translation>
    </message>
    <message>
        <source>JSON, for a program</source>
        <translation>JSON，供程序读取</translation>
    </message>
</context>
<context>
    <name>ExportResult</name>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>How far the export is</source>
        <translation>导出进度</translation>
    </message>
    <message>
        <source>Photos that could not be exported</source>
        <translation>无法导出的照片</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>The drive that it is on is not connected.</source>
        <translation>照片所在的硬盘没有连接。</translation>
    </message>
    <message>
        <source>The drive that the copies go to does not take this file.</source>
        <translation>目标磁盘无法存放这个文件。</translation>
    </message>
    <message>
        <source>Nothing was copied.</source>
        <translation>没有复制任何照片。</translation>
    </message>
    <message>
        <source>{photos} copied to {folder}.</source>
        <translation>{photos}已复制到 {folder}。</translation>
    </message>
    <message>
        <source>Contact sheet: {file}</source>
        <translation>照片索引页：{file}</translation>
    </message>
    <message>
        <source>List: {file}</source>
        <translation>清单：{file}</translation>
    </message>
    <message>
        <source>{place}: {why}</source>
        <translation>{place}：{why}</translation>
    </message>
    <message>
        <source>Stopped. What was written so far stays, and is whole.</source>
        <translation>已停止。已经写好的文件都完整保留。</translation>
    </message>
    <message>
        <source>{photos}, {size}, would be copied.</source>
        <translation>将复制{photos}，共 {size}。</translation>
    </message>
    <message>
        <source>There may not be enough room: {free} are free, the photos take {size}.</source>
        <translation>空间可能不够：剩余 {free}，照片共 {size}。</translation>
    </message>
    <message>
        <source>&quot;{folder}&quot; is searched by photosearch: the copies will be found there as well.</source>
        <translation>photosearch 会搜索“{folder}”：其中的副本也会出现在搜索结果里。</translation>
    </message>
    <message>
        <source>No font with Chinese was found: such captions could not be drawn.</source>
        <translation>没有找到中文字体，相应的说明文字无法显示。</translation>
    </message>
</context>
<context>
    <name>FilterRow</name>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Only photos taken in a span of time</source>
        <translation>只看某段时间拍的照片</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Only photos in a folder</source>
        <translation>只看某个文件夹里的照片</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Only some file formats</source>
        <translation>只看某些格式的照片</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Only upright, wide or square photos</source>
        <translation>只看横幅、竖幅或方形的照片</translation>
    </message>
    <message>
        <source>Filter: {name}</source>
        <translation>筛选：{name}</translation>
    </message>
    <message>
        <source>Order of the photos</source>
        <translation>照片的排列顺序</translation>
    </message>
    <message>
        <source>Any shape</source>
        <translation>不限方向</translation>
    </message>
    <message>
        <source>By relevance</source>
        <translation>按相关度</translation>
    </message>
    <message>
        <source>By relevance, recent first</source>
        <translation>按相关度，近期优先</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>从新到旧</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>从旧到新</translation>
    </message>
    <message>
        <source>Last added first</source>
        <translation>最后添加的在前</translation>
    </message>
    <message>
        <source>Order: {name}</source>
        <translation>排序：{name}</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>Landscape</source>
        <translation>横幅</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>竖幅</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>方形</translation>
    </message>
    <message>
        <source>since {date}</source>
        <translation>{date}起</translation>
    </message>
    <message>
        <source>until {date}</source>
        <translation>{date}止</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>不限时间</translation>
    </message>
</context>
<context>
    <name>FolderPopup</name>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Type a part of its name</source>
        <translation>输入文件夹名的一部分</translation>
    </message>
    <message>
        <source>Narrow the list of folders</source>
        <translation>筛选文件夹列表</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>All folders</source>
        <translation>所有文件夹</translation>
    </message>
    <message>
        <source>Leave this folder out</source>
        <translation>排除此文件夹</translation>
    </message>
    <message>
        <source>Photos in it are no longer found; nothing is deleted</source>
        <translation>其中的照片不再出现在结果里；不会删除任何东西</translation>
    </message>
</context>
<context>
    <name>FolderRows</name>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Cannot be reached: the drive is not connected, or the folder was moved.</source>
        <translation>无法访问：磁盘未连接，或文件夹已被移动。</translation>
    </message>
    <message>
        <source>Its photos stay in the library.</source>
        <translation>其中的照片仍保留在图库中。</translation>
    </message>
</context>
<context>
    <name>Leads</name>
    <message>
        <source>Show photos of this year</source>
        <translation>查看这一年的照片</translation>
    </message>
    <message>
        <source>Show photos of this month</source>
        <translation>查看这个月的照片</translation>
    </message>
    <message>
        <source>Show photos of this day</source>
        <translation>查看这一天的照片</translation>
    </message>
    <message>
        <source>Show photos taken with this camera</source>
        <translation>查看用这台相机拍的照片</translation>
    </message>
    <message>
        <source>Show photos taken with this lens</source>
        <translation>查看用这支镜头拍的照片</translation>
    </message>
    <message>
        <source>Show photos by the same creator</source>
        <translation>查看同一作者的照片</translation>
    </message>
    <message>
        <source>Show photos with this keyword</source>
        <translation>查看带有这个关键词的照片</translation>
    </message>
    <message>
        <source>Show photos taken here</source>
        <translation>查看在这里拍的照片</translation>
    </message>
    <message>
        <source>Search for these words</source>
        <translation>搜索这些文字</translation>
    </message>
    <message>
        <source>Show photos with as many stars</source>
        <translation>查看同样星级的照片</translation>
    </message>
    <message>
        <source>Show photos in this format</source>
        <translation>查看这种格式的照片</translation>
    </message>
    <message>
        <source>Show photos in this folder</source>
        <translation>查看这个文件夹里的照片</translation>
    </message>
</context>
<context>
    <name>LeftOutList</name>
    <message>
        <source>Leave a folder out…</source>
        <translation>排除一个文件夹…</translation>
    </message>
    <message>
        <source>Photos in it are no longer found; nothing is deleted</source>
        <translation>其中的照片不再出现在结果里；不会删除任何东西</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Take back {what}</source>
        <translation>恢复 {what}</translation>
    </message>
    <message>
        <source>Find the photos in {what} again</source>
        <translation>重新收录“{what}”中的照片</translation>
    </message>
</context>
<context>
    <name>LibraryDialog</name>
    <message>
        <source>Watched folders</source>
        <translation>照片文件夹</translation>
    </message>
    <message>
        <source>photosearch finds the photos in these folders, and notices new and changed ones by itself.</source>
        <translation>photosearch 会找到这些文件夹里的照片，新增或改动的照片也会自动更新。</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Add a folder (Ctrl+O)</source>
        <translation>添加文件夹（Ctrl+O）</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>No folder yet.</source>
        <translation>还没有文件夹。</translation>
    </message>
    <message>
        <source>Choose a folder with photos</source>
        <translation>选择存放照片的文件夹</translation>
    </message>
    <message>
        <source>Choose a folder to leave out</source>
        <translation>选择要排除的文件夹</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>photosearch</source>
        <translation>photosearch</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>The file is empty.</source>
        <translation>文件是空的。</translation>
    </message>
    <message>
        <source>It was probably never copied completely. Copy it again from where it came from.</source>
        <translation>多半是当初没有复制完，请从原处重新复制。</translation>
    </message>
    <message>
        <source>This is not a picture, despite its name.</source>
        <translation>这不是图片，只是文件名看起来像。</translation>
    </message>
    <message>
        <source>Give it the right extension, or move it elsewhere.</source>
        <translation>请改成与内容相符的扩展名，或移到别处。</translation>
    </message>
    <message>
        <source>The picture is damaged or incomplete.</source>
        <translation>图片已损坏或不完整。</translation>
    </message>
    <message>
        <source>Copy it again from the camera or a backup if you can.</source>
        <translation>如有可能，请从相机或备份重新复制。</translation>
    </message>
    <message>
        <source>The picture has more pixels than fit into the memory set aside for it.</source>
        <translation>图片太大，超出了预留的内存。</translation>
    </message>
    <message>
        <source>Save a smaller version of it, and that will be found.</source>
        <translation>另存一份较小的版本，就能搜到了。</translation>
    </message>
    <message>
        <source>This kind of picture cannot be read yet.</source>
        <translation>暂不支持这种图片格式。</translation>
    </message>
    <message>
        <source>Save it as JPEG, PNG or HEIC, and it will be found.</source>
        <translation>另存为 JPEG、PNG 或 HEIC，就能搜到了。</translation>
    </message>
    <message>
        <source>You are not allowed to read this file.</source>
        <translation>没有读取这个文件的权限。</translation>
    </message>
    <message>
        <source>Change its permissions, then try again.</source>
        <translation>请修改权限后重试。</translation>
    </message>
    <message>
        <source>The drive reported an error while the file was read.</source>
        <translation>读取文件时硬盘报错。</translation>
    </message>
    <message>
        <source>Check the drive and its cable, then try again.</source>
        <translation>请检查硬盘和连接线后重试。</translation>
    </message>
    <message>
        <source>This has a photo&apos;s name but is not a file (a pipe, a socket or a device).</source>
        <translation>名字像照片，但不是普通文件（而是管道、套接字或设备）。</translation>
    </message>
    <message>
        <source>Nothing needs to be done.</source>
        <translation>无需处理。</translation>
    </message>
    <message>
        <source>This is a folder with a photo&apos;s name.</source>
        <translation>这是一个名字像照片的文件夹。</translation>
    </message>
    <message>
        <source>The photos inside it are found all the same.</source>
        <translation>里面的照片照样能搜到。</translation>
    </message>
    <message>
        <source>This folder cannot be opened, so the photos in it cannot be seen.</source>
        <translation>这个文件夹打不开，里面的照片无法读取。</translation>
    </message>
    <message>
        <source>Reading this picture made the decoder crash; nothing else was harmed.</source>
        <translation>读取这张图片时解码程序崩溃了，其他照片不受影响。</translation>
    </message>
    <message>
        <source>It is probably damaged. Open it elsewhere and save it again.</source>
        <translation>图片可能已损坏，可用其他软件打开后重新保存。</translation>
    </message>
    <message>
        <source>Reading this picture took too long and was given up.</source>
        <translation>读取这张图片耗时太久，已放弃。</translation>
    </message>
    <message>
        <source>Try again when the computer or the drive is less busy.</source>
        <translation>请在电脑或硬盘空闲时重试。</translation>
    </message>
    <message>
        <source>There was not enough memory to read this picture.</source>
        <translation>内存不足，无法读取这张图片。</translation>
    </message>
    <message>
        <source>Close other programs, then try again.</source>
        <translation>请关闭其他程序后重试。</translation>
    </message>
    <message>
        <source>The model could not make sense of this picture.</source>
        <translation>模型处理这张图片时出错。</translation>
    </message>
    <message>
        <source>The file lacks data: it shows only a part of the picture, and is found by that.</source>
        <translation>文件缺少数据：只显示出照片的一部分，按这部分可以搜到。</translation>
    </message>
    <message>
        <source>Copy it again from the camera or a backup if you can; it takes this one&apos;s place.</source>
        <translation>如果可以，请从相机或备份重新复制一份；它会取代这一份。</translation>
    </message>
    <message>
        <source>This is a video with a picture&apos;s name.</source>
        <translation>这是视频，只是文件名看起来像图片。</translation>
    </message>
    <message>
        <source>The file was cut off or overwritten: nothing of its picture can be shown any more.</source>
        <translation>文件被截断或被覆盖：照片已经什么都显示不出来了。</translation>
    </message>
    <message>
        <source>This link leads nowhere.</source>
        <translation>这个链接指向的文件不存在。</translation>
    </message>
    <message>
        <source>Connect the drive that it leads to, or remove it.</source>
        <translation>请接上它指向的磁盘，或删除这个链接。</translation>
    </message>
    <message>
        <source>Try again; if it stays so, choose another model in the settings.</source>
        <translation>请重试；如果仍然如此，请在设置中换一个模型。</translation>
    </message>
    <message>
        <source>The file disappeared before it could be read.</source>
        <translation>文件还没来得及读取就不见了。</translation>
    </message>
    <message>
        <source>If it was moved, it will be found in its new place.</source>
        <translation>如果只是换了位置，会在新位置重新找到。</translation>
    </message>
    <message>
        <source>This folder does not exist.</source>
        <translation>这个文件夹不存在。</translation>
    </message>
    <message>
        <source>Connect the drive it is on, or choose another folder.</source>
        <translation>请接上它所在的硬盘，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>This is a file, not a folder.</source>
        <translation>这是文件，不是文件夹。</translation>
    </message>
    <message>
        <source>Choose the folder that contains it.</source>
        <translation>请选择它所在的文件夹。</translation>
    </message>
    <message>
        <source>You are not allowed to read this folder.</source>
        <translation>没有读取这个文件夹的权限。</translation>
    </message>
    <message>
        <source>Change its permissions, or choose another folder.</source>
        <translation>请修改权限，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>This folder contains a watched folder that is on another drive.</source>
        <translation>这个文件夹里有一个已添加的文件夹，在另一块硬盘上。</translation>
    </message>
    <message>
        <source>To watch the larger folder, remove that one first.</source>
        <translation>想添加更大的文件夹，请先移除里面的那个。</translation>
    </message>
    <message>
        <source>This folder is watched already.</source>
        <translation>这个文件夹已经添加过了。</translation>
    </message>
    <message>
        <source>There is no need to add it again.</source>
        <translation>无需再次添加。</translation>
    </message>
    <message>
        <source>This folder is watched already as part of a larger one.</source>
        <translation>这个文件夹已经包含在添加过的更大文件夹里。</translation>
    </message>
    <message>
        <source>There is no need to add it.</source>
        <translation>无需另外添加。</translation>
    </message>
    <message>
        <source>photosearch keeps its own data in this folder.</source>
        <translation>这是 photosearch 存放自身数据的文件夹。</translation>
    </message>
    <message>
        <source>Choose a folder with your photos.</source>
        <translation>请选择存放照片的文件夹。</translation>
    </message>
    <message>
        <source>This is no pattern that could fit a name.</source>
        <translation>这不是能匹配名称的规则。</translation>
    </message>
    <message>
        <source>Write it like a line of a .gitignore, such as Screenshots/ or *.png.</source>
        <translation>请按 .gitignore 的写法，例如 Screenshots/ 或 *.png。</translation>
    </message>
    <message>
        <source>This is not left out.</source>
        <translation>这一项并没有被排除。</translation>
    </message>
    <message>
        <source>The list of what is left out says how it is written there.</source>
        <translation>排除列表里可以看到它的写法。</translation>
    </message>
    <message>
        <source>This is the watched folder itself.</source>
        <translation>这就是添加的文件夹本身。</translation>
    </message>
    <message>
        <source>To search none of it, remove it from the library.</source>
        <translation>若完全不想搜索它，请把它从图库中移除。</translation>
    </message>
    <message>
        <source>This folder does not lie in a watched one.</source>
        <translation>此文件夹不在任何已添加的文件夹中。</translation>
    </message>
    <message>
        <source>Choose one below a watched folder: nothing else is searched.</source>
        <translation>请选择已添加的文件夹里面的文件夹：其他地方本来就不会搜索。</translation>
    </message>
    <message>
        <source>The model could not be used.</source>
        <translation>模型无法使用。</translation>
    </message>
    <message>
        <source>Choose another model in the settings, or install this one again.</source>
        <translation>请在设置中换一个模型，或重新安装它。</translation>
    </message>
    <message>
        <source>The files of this model are damaged or incomplete.</source>
        <translation>模型文件已损坏或不完整。</translation>
    </message>
    <message>
        <source>Install photosearch again, or choose another model in the settings.</source>
        <translation>请重新安装 photosearch，或在设置中换一个模型。</translation>
    </message>
    <message>
        <source>This file does not hold the weights of this model.</source>
        <translation>这个文件不是该模型的权重。</translation>
    </message>
    <message>
        <source>Choose the .pt or .onnx file that belongs to it, or download it again.</source>
        <translation>请选择属于它的 .pt 或 .onnx 文件，或重新下载。</translation>
    </message>
    <message>
        <source>This file is empty.</source>
        <translation>这个文件是空的。</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <translation>请重新下载。</translation>
    </message>
    <message>
        <source>There are no weights in this folder.</source>
        <translation>这个文件夹里没有权重。</translation>
    </message>
    <message>
        <source>Only a part of this file is there: its download was not finished.</source>
        <translation>这个文件只有一部分：下载没有完成。</translation>
    </message>
    <message>
        <source>Let it finish, or download the file again.</source>
        <translation>请等它下载完，或重新下载。</translation>
    </message>
    <message>
        <source>This is a web page, not a model: the download led to a page of its own.</source>
        <translation>这是一个网页，不是模型：下载得到的是网页。</translation>
    </message>
    <message>
        <source>Download the file itself, with the button beside it on that page.</source>
        <translation>请在那个网页上用文件旁边的按钮下载文件本身。</translation>
    </message>
    <message>
        <source>This only says where the weights lie: git keeps large files elsewhere (Git LFS).</source>
        <translation>这里只写着权重在哪里：git 把大文件存在别处（Git LFS）。</translation>
    </message>
    <message>
        <source>Fetch the file itself with `git lfs pull`, or download it in the browser.</source>
        <translation>请用 `git lfs pull` 取得文件本身，或在浏览器里下载。</translation>
    </message>
    <message>
        <source>This is a text that describes a model, not its weights.</source>
        <translation>这是描述模型的文本，不是权重。</translation>
    </message>
    <message>
        <source>This is a picture, not a model.</source>
        <translation>这是一张图片，不是模型。</translation>
    </message>
    <message>
        <source>Choose a .onnx or .pt file, or a model that photosearch exported.</source>
        <translation>请选择 .onnx 或 .pt 文件，或 photosearch 导出的模型。</translation>
    </message>
    <message>
        <source>This is an archive, but none of a model that photosearch exported.</source>
        <translation>这是一个压缩包，但不是 photosearch 导出的模型。</translation>
    </message>
    <message>
        <source>Unpack it, and choose the .onnx or .pt file in it.</source>
        <translation>请解压后选择其中的 .onnx 或 .pt 文件。</translation>
    </message>
    <message>
        <source>This file can be read only by carrying out what it says, which photosearch never does.</source>
        <translation>读取这个文件必须执行其中的指令，photosearch 从不这样做。</translation>
    </message>
    <message>
        <source>Choose the folder that holds a .onnx, .safetensors, .bin or .pt file, or the file itself.</source>
        <translation>请选择含有 .onnx、.safetensors、.bin 或 .pt 文件的文件夹，或文件本身。</translation>
    </message>
    <message>
        <source>Choose the large file beside it (.onnx, .safetensors, .bin or .pt), or the whole folder.</source>
        <translation>请选择旁边的大文件（.onnx、.safetensors、.bin 或 .pt），或整个文件夹。</translation>
    </message>
    <message>
        <source>Choose the .onnx or .safetensors file of the model, or one that a newer torch wrote.</source>
        <translation>请选择该模型的 .onnx 或 .safetensors 文件，或由较新的 torch 写出的文件。</translation>
    </message>
    <message>
        <source>This archive asks for a password.</source>
        <translation>这个压缩包有密码。</translation>
    </message>
    <message>
        <source>Unpack it with the password, and choose the file or the folder that comes out.</source>
        <translation>请用密码解压，再选择解压出的文件或文件夹。</translation>
    </message>
    <message>
        <source>These weights are kept in several files, and some of them are missing.</source>
        <translation>这些权重分成了几个文件，其中有的不在。</translation>
    </message>
    <message>
        <source>Download all of them, with the .index.json file, into one folder, and choose that.</source>
        <translation>请把所有文件连同 .index.json 文件下载到同一个文件夹，再选择该文件夹。</translation>
    </message>
    <message>
        <source>This is only what fine-tuning adds to a model (LoRA), without the model itself.</source>
        <translation>这只是微调附加在模型上的部分（LoRA），不含模型本身。</translation>
    </message>
    <message>
        <source>Merge it into Chinese-CLIP with the program that made it, and choose the result.</source>
        <translation>请用制作它的程序将其合并到 Chinese-CLIP 中，再选择合并后的文件。</translation>
    </message>
    <message>
        <source>This is another CLIP than Chinese-CLIP, such as OpenAI&apos;s, which knows no Chinese.</source>
        <translation>这是另一种 CLIP（例如 OpenAI 的，不懂中文），不是 Chinese-CLIP。</translation>
    </message>
    <message>
        <source>Choose Chinese-CLIP&apos;s file, or let photosearch download the model.</source>
        <translation>请选择 Chinese-CLIP 的文件，或让 photosearch 下载模型。</translation>
    </message>
    <message>
        <source>This model reads texts alone (BERT) and cannot see pictures.</source>
        <translation>这个模型只读文字（BERT），看不了图片。</translation>
    </message>
    <message>
        <source>This is Chinese-CLIP RN50, which photosearch takes only as torch keeps it.</source>
        <translation>这是 Chinese-CLIP RN50，photosearch 只接受它的 torch 检查点。</translation>
    </message>
    <message>
        <source>Choose clip_cn_rn50.pt, which needs PyTorch, or ViT-B/16, which needs none.</source>
        <translation>请选择 clip_cn_rn50.pt（需要 PyTorch），或改用不需要 PyTorch 的 ViT-B/16。</translation>
    </message>
    <message>
        <source>This is the model in 8 bits: slower and less exact than what photosearch makes of it.</source>
        <translation>这是 8 位的模型：比 photosearch 自己制作的更慢，也更不准确。</translation>
    </message>
    <message>
        <source>Choose model_fp16.onnx or model.onnx beside it.</source>
        <translation>请选择旁边的 model_fp16.onnx 或 model.onnx。</translation>
    </message>
    <message>
        <source>This is only one half of Chinese-CLIP: texts or images.</source>
        <translation>这只是 Chinese-CLIP 的一半：文本或图像。</translation>
    </message>
    <message>
        <source>Choose the model.onnx that holds both.</source>
        <translation>请选择两者都包含的 model.onnx。</translation>
    </message>
    <message>
        <source>This is another model, not Chinese-CLIP.</source>
        <translation>这是别的模型，不是 Chinese-CLIP。</translation>
    </message>
    <message>
        <source>photosearch knows five: RN50, ViT-B-16, ViT-L-14, ViT-L-14-336 and ViT-H-14.</source>
        <translation>photosearch 支持五种：RN50、ViT-B-16、ViT-L-14、ViT-L-14-336 和 ViT-H-14。</translation>
    </message>
    <message>
        <source>This package holds another model than photosearch knows.</source>
        <translation>这个模型包里的模型是 photosearch 不认识的。</translation>
    </message>
    <message>
        <source>Have it exported anew, or download the model.</source>
        <translation>请重新导出，或下载模型。</translation>
    </message>
    <message>
        <source>This is a language model for another program (GGUF), not Chinese-CLIP.</source>
        <translation>这是供其他程序使用的语言模型（GGUF），不是 Chinese-CLIP。</translation>
    </message>
    <message>
        <source>Choose a .onnx or .pt file of Chinese-CLIP.</source>
        <translation>请选择 Chinese-CLIP 的 .onnx 或 .pt 文件。</translation>
    </message>
    <message>
        <source>photosearch does not know what this file is; it is no model that it can use.</source>
        <translation>photosearch 认不出这个文件，不是它能用的模型。</translation>
    </message>
    <message>
        <source>Choose a .onnx or .pt file of Chinese-CLIP, or a model that photosearch exported.</source>
        <translation>请选择 Chinese-CLIP 的 .onnx 或 .pt 文件，或 photosearch 导出的模型。</translation>
    </message>
    <message>
        <source>This model is not installed.</source>
        <translation>这个模型还没有安装。</translation>
    </message>
    <message>
        <source>Install it in the settings.</source>
        <translation>请在设置中安装。</translation>
    </message>
    <message>
        <source>This model was made for this computer when it was installed.</source>
        <translation>这个模型在安装时就是为这台电脑制作的。</translation>
    </message>
    <message>
        <source>There is nothing left to do; to have it made anew, install it again.</source>
        <translation>没有更多要做的；要重新制作，请再安装一次。</translation>
    </message>
    <message>
        <source>This model answers your searches, or is about to: it cannot be removed.</source>
        <translation>这个模型正在回答搜索，或即将换用它，因此不能移除。</translation>
    </message>
    <message>
        <source>Choose another model, and remove this one once that one answers.</source>
        <translation>请先选用另一个模型，等它开始回答搜索后再移除这个。</translation>
    </message>
    <message>
        <source>The libraries that this model runs on are not installed.</source>
        <translation>缺少运行这个模型所需的组件。</translation>
    </message>
    <message>
        <source>Install photosearch with Chinese-CLIP, or use the starter model.</source>
        <translation>请安装带 Chinese-CLIP 的 photosearch，或使用入门模型。</translation>
    </message>
    <message>
        <source>Chinese-CLIP RN50 runs on PyTorch alone, which is not installed.</source>
        <translation>Chinese-CLIP RN50 只能用 PyTorch 运行，而这里没有安装 PyTorch。</translation>
    </message>
    <message>
        <source>Choose ViT-B/16, which needs none and answers better, or a photosearch set up with PyTorch.</source>
        <translation>请改用 ViT-B/16（不需要 PyTorch，效果也更好），或使用装有 PyTorch 的 photosearch。</translation>
    </message>
    <message>
        <source>The model could not be downloaded from any source.</source>
        <translation>所有下载源都无法下载这个模型。</translation>
    </message>
    <message>
        <source>Check the connection and try again: what has arrived so far is kept.</source>
        <translation>请检查网络后重试，已下载的部分会保留。</translation>
    </message>
    <message>
        <source>This computer seems to be offline: no place that has the model can be reached.</source>
        <translation>这台电脑似乎没有联网：提供模型的网站都连接不上。</translation>
    </message>
    <message>
        <source>Connect it and try again, or install the model from a file.</source>
        <translation>请联网后再试，或从文件安装模型。</translation>
    </message>
    <message>
        <source>The library&apos;s database cannot be used.</source>
        <translation>图库数据库无法使用。</translation>
    </message>
    <message>
        <source>Restart photosearch. Your photos are not affected.</source>
        <translation>请重新启动 photosearch。照片本身不受影响。</translation>
    </message>
    <message>
        <source>This library was written by a newer version of photosearch.</source>
        <translation>这个图库由更新版本的 photosearch 创建。</translation>
    </message>
    <message>
        <source>Update photosearch to open it.</source>
        <translation>请更新 photosearch 后再打开。</translation>
    </message>
    <message>
        <source>The library&apos;s database is damaged.</source>
        <translation>图库数据库已损坏。</translation>
    </message>
    <message>
        <source>Restore it from a backup, or rename it to begin anew. Your photos are not affected.</source>
        <translation>请从备份恢复，或将它改名后重新开始。照片本身不受影响。</translation>
    </message>
    <message>
        <source>The library&apos;s database cannot be opened or written.</source>
        <translation>图库的数据库无法打开或写入。</translation>
    </message>
    <message>
        <source>Allow writing to its folder, or check whether the disk is read-only, then try again.</source>
        <translation>请允许写入它所在的文件夹，或检查磁盘是否为只读，然后重试。</translation>
    </message>
    <message>
        <source>The disk failed while the library&apos;s database was in use.</source>
        <translation>使用图库的数据库时磁盘出错。</translation>
    </message>
    <message>
        <source>Check the disk and its connection, then try again. What was done so far is kept.</source>
        <translation>请检查磁盘及其连接，然后重试。已完成的部分都会保留。</translation>
    </message>
    <message>
        <source>The disk is full, so no more photos can be added.</source>
        <translation>磁盘已满，无法继续添加照片。</translation>
    </message>
    <message>
        <source>Free some space; then it goes on from where it stopped.</source>
        <translation>请腾出一些空间，之后会从中断处继续。</translation>
    </message>
    <message>
        <source>The model was closed while it was asked.</source>
        <translation>模型在查询过程中被关闭了。</translation>
    </message>
    <message>
        <source>Search again.</source>
        <translation>请重新搜索。</translation>
    </message>
    <message>
        <source>The model gave no usable answer.</source>
        <translation>模型没有给出可用的结果。</translation>
    </message>
    <message>
        <source>The model does not fit into the free memory.</source>
        <translation>可用内存不足，无法运行此模型。</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model in the settings.</source>
        <translation>请关闭其他程序，或在设置中选择较小的模型。</translation>
    </message>
    <message>
        <source>The file could not be fetched.</source>
        <translation>无法下载文件。</translation>
    </message>
    <message>
        <source>Check the connection and try again; it goes on where it stopped.</source>
        <translation>请检查网络后重试，下载会从中断处继续。</translation>
    </message>
    <message>
        <source>Installing the model was stopped.</source>
        <translation>模型安装已停止。</translation>
    </message>
    <message>
        <source>Begin again whenever you like; what was downloaded so far is kept.</source>
        <translation>可随时重新开始，已下载的部分会保留。</translation>
    </message>
    <message>
        <source>The model could not be made faster for this machine.</source>
        <translation>无法针对这台电脑为模型加速。</translation>
    </message>
    <message>
        <source>It works as it is; nothing else has to be done.</source>
        <translation>模型仍可正常使用，无需其他操作。</translation>
    </message>
    <message>
        <source>There is too little free memory to make the model faster.</source>
        <translation>可用内存不足，无法为模型加速。</translation>
    </message>
    <message>
        <source>It works as it is; close other programs to have it tried again at the next start.</source>
        <translation>模型仍可正常使用；关闭其他程序后，下次启动时会再试。</translation>
    </message>
    <message>
        <source>The helper process that reads photos cannot be started.</source>
        <translation>无法启动读取照片的辅助进程。</translation>
    </message>
    <message>
        <source>Close other programs to free memory; if that does not help, install photosearch again.</source>
        <translation>请关闭其他程序以释放内存；如果仍然不行，请重新安装 photosearch。</translation>
    </message>
    <message>
        <source>Another photosearch is at work on this library.</source>
        <translation>另一个 photosearch 正在处理这个图库。</translation>
    </message>
    <message>
        <source>Wait until it is done, or close it.</source>
        <translation>请等它完成，或将它关闭。</translation>
    </message>
    <message>
        <source>The search index was missing or damaged.</source>
        <translation>搜索索引缺失或损坏。</translation>
    </message>
    <message>
        <source>It is being built again from the library; nothing is lost.</source>
        <translation>正在根据图库重建，不会丢失任何内容。</translation>
    </message>
    <message>
        <source>This is not the address of a picture on the web.</source>
        <translation>这不是网上图片的网址。</translation>
    </message>
    <message>
        <source>Copy the picture itself and paste it here (Ctrl+V), or save it and drop the file.</source>
        <translation>请复制图片本身，在这里粘贴（Ctrl+V）；或者先保存图片，再把文件拖进来。</translation>
    </message>
    <message>
        <source>This address leads to your own computer or network, where nothing is fetched from.</source>
        <translation>这个网址指向你自己的电脑或内部网络，photosearch 不会从那里下载。</translation>
    </message>
    <message>
        <source>Save the picture and drop the file.</source>
        <translation>请先保存图片，再把文件拖进来。</translation>
    </message>
    <message>
        <source>The picture could not be fetched: the site cannot be reached.</source>
        <translation>无法下载图片：连不上该网站。</translation>
    </message>
    <message>
        <source>Check the connection, or save the picture and drop the file.</source>
        <translation>请检查网络连接；或者先保存图片，再把文件拖进来。</translation>
    </message>
    <message>
        <source>The site does not hand out this picture.</source>
        <translation>该网站不提供这张图片。</translation>
    </message>
    <message>
        <source>The site took too long, so the picture was not fetched.</source>
        <translation>网站响应太慢，图片没有下载。</translation>
    </message>
    <message>
        <source>Try again, or save the picture and drop the file.</source>
        <translation>请重试；或者先保存图片，再把文件拖进来。</translation>
    </message>
    <message>
        <source>What is at this address is too large to be fetched.</source>
        <translation>这个网址上的文件太大，没有下载。</translation>
    </message>
    <message>
        <source>There is no picture at this address.</source>
        <translation>这个网址上没有图片。</translation>
    </message>
    <message>
        <source>This file of marks was written by a newer version of photosearch.</source>
        <translation>这个标记文件是由更新版本的 photosearch 写的。</translation>
    </message>
    <message>
        <source>Update photosearch to read it; nothing was changed.</source>
        <translation>请更新 photosearch 后再读取；没有改动任何内容。</translation>
    </message>
    <message>
        <source>Choose a folder for the copies.</source>
        <translation>请为副本选择一个文件夹。</translation>
    </message>
    <message>
        <source>There is no such folder.</source>
        <translation>没有这个文件夹。</translation>
    </message>
    <message>
        <source>Make it first, or choose another place.</source>
        <translation>请先新建它，或选择其他位置。</translation>
    </message>
    <message>
        <source>Nothing can be written into this folder.</source>
        <translation>无法写入这个文件夹。</translation>
    </message>
    <message>
        <source>Allow writing there, or choose another one.</source>
        <translation>请开放写入权限，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>There is no room left where the copies go.</source>
        <translation>目标磁盘已满。</translation>
    </message>
    <message>
        <source>What is there stays. Free some space, or choose another drive, and export the rest.</source>
        <translation>已写好的文件会保留。请腾出空间或换一个磁盘，再导出其余照片。</translation>
    </message>
    <message>
        <source>The drive that the copies go to does not answer any more.</source>
        <translation>目标磁盘没有响应。</translation>
    </message>
    <message>
        <source>Connect it again and export the rest; what was copied so far is whole.</source>
        <translation>请重新连接，再导出其余照片；已复制的文件都是完整的。</translation>
    </message>
    <message>
        <source>A list is written as CSV or JSON.</source>
        <translation>清单只能存成 CSV 或 JSON。</translation>
    </message>
    <message>
        <source>Let its name end in .csv or .json.</source>
        <translation>请让文件名以 .csv 或 .json 结尾。</translation>
    </message>
    <message>
        <source>A contact sheet is written as PDF or PNG.</source>
        <translation>照片索引页只能存成 PDF 或 PNG。</translation>
    </message>
    <message>
        <source>Let its name end in .pdf or .png.</source>
        <translation>请让文件名以 .pdf 或 .png 结尾。</translation>
    </message>
    <message>
        <source>The picture cannot be read.</source>
        <translation>图片无法读取。</translation>
    </message>
    <message>
        <source>Try another picture.</source>
        <translation>请换一张图片。</translation>
    </message>
    <message>
        <source>This is not a watched folder.</source>
        <translation>这不是已添加的文件夹。</translation>
    </message>
    <message>
        <source>`photosearch status` lists them.</source>
        <translation>用 `photosearch status` 可以列出它们。</translation>
    </message>
    <message>
        <source>The words and pictures of this search cancel each other out.</source>
        <translation>这次搜索的文字和图片互相抵消了。</translation>
    </message>
    <message>
        <source>Take one of them away.</source>
        <translation>请去掉其中一项。</translation>
    </message>
    <message>
        <source>Something went wrong that photosearch did not expect.</source>
        <translation>出现了意料之外的问题。</translation>
    </message>
    <message>
        <source>Try again. If it happens again, the log says what it was.</source>
        <translation>请重试；如果再次出现，可在日志中查看原因。</translation>
    </message>
    <message>
        <source>`photosearch model list` shows which others there are.</source>
        <translation>用 `photosearch model list` 查看其他可用的模型。</translation>
    </message>
    <message>
        <source>Install photosearch again, or choose another: `photosearch model list`.</source>
        <translation>请重新安装 photosearch，或换一个模型：`photosearch model list`。</translation>
    </message>
    <message>
        <source>`photosearch model install` installs it, `model list` shows them all.</source>
        <translation>用 `photosearch model install` 安装它，用 `photosearch model list` 查看全部模型。</translation>
    </message>
    <message>
        <source>Run `python3 packaging/bootstrap.py demo` to install them, or use the starter model.</source>
        <translation>请运行 `python3 packaging/bootstrap.py demo` 安装，或使用入门模型。</translation>
    </message>
    <message>
        <source>Take ViT-B-16, which needs none and answers better, or install it: `python3 packaging/bootstrap.py demo`.</source>
        <translation>请改用 ViT-B-16（不需要 PyTorch，效果也更好），或运行 `python3 packaging/bootstrap.py demo` 安装 PyTorch。</translation>
    </message>
    <message>
        <source>`photosearch model use NAME` lets another one answer; remove this one then.</source>
        <translation>先用 `photosearch model use 模型名` 换用另一个模型，再移除这个。</translation>
    </message>
    <message>
        <source>Start again; if it stays so, `photosearch doctor` says more.</source>
        <translation>请再试一次；如果还是这样，`photosearch doctor` 会说明详情。</translation>
    </message>
    <message>
        <source>Allow writing to its folder (is the disk read-only?), or set PHOTOSEARCH_HOME to another place.</source>
        <translation>请允许写入它所在的文件夹（磁盘是否只读？），或把 PHOTOSEARCH_HOME 设到别处。</translation>
    </message>
    <message>
        <source>If it stays so, choose another model: `photosearch model list`.</source>
        <translation>如果一直这样，请换一个模型：`photosearch model list`。</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model.</source>
        <translation>请关闭其他程序，或换一个更小的模型。</translation>
    </message>
    <message>
        <source>This is a folder.</source>
        <translation>这是一个文件夹。</translation>
    </message>
    <message>
        <source>Give a picture in it.</source>
        <translation>请给出其中的一张图片。</translation>
    </message>
    <message>
        <source>There is no such picture.</source>
        <translation>没有这张图片。</translation>
    </message>
    <message>
        <source>Check where it is, or whether its drive is connected.</source>
        <translation>请检查路径，以及它所在的磁盘是否已接上。</translation>
    </message>
    <message>
        <source>{files} and {count} more</source>
        <translation>{files}，还有 {count} 个</translation>
    </message>
    <message>
        <source>These weights are kept in several files, and these are missing: {files}.</source>
        <translation>这些权重分成了几个文件，缺少：{files}。</translation>
    </message>
    <message>
        <source>&quot;{folder}&quot; is watched already as part of &quot;{whole}&quot;.</source>
        <translation>“{folder}”已经包含在添加过的“{whole}”里。</translation>
    </message>
    <message>
        <source>Starter model</source>
        <translation>入门模型</translation>
    </message>
    <message>
        <source>Comes with photosearch. Knows everyday words; quick on any computer.</source>
        <translation>随 photosearch 自带，认识日常词语，在任何电脑上都很快。</translation>
    </message>
    <message>
        <source>The smallest Chinese-CLIP. Understands whole sentences.</source>
        <translation>最小的 Chinese-CLIP，能理解完整的句子。</translation>
    </message>
    <message>
        <source>Recommended: understands far more, still quick.</source>
        <translation>推荐：理解力强得多，速度依然很快。</translation>
    </message>
    <message>
        <source>More exact, about four times slower.</source>
        <translation>更准确，速度约为四分之一。</translation>
    </message>
    <message>
        <source>Sees finer detail. A graphics card is advisable.</source>
        <translation>能看清更多细节，建议配备显卡。</translation>
    </message>
    <message>
        <source>The most exact. Needs a graphics card.</source>
        <translation>最准确，需要显卡。</translation>
    </message>
    <message>
        <source>weights {size}</source>
        <translation>权重 {size}</translation>
    </message>
    <message>
        <source>embeddings {size}</source>
        <translation>特征向量 {size}</translation>
    </message>
    <message>
        <source>index {size}</source>
        <translation>索引 {size}</translation>
    </message>
    <message>
        <source>{name} was removed, with what was made with it: {takes}.</source>
        <translation>已移除“{name}”及用它生成的数据：{takes}。</translation>
    </message>
    <message>
        <source>What was made with {name} was removed. The model itself is part of photosearch.</source>
        <translation>已移除用“{name}”生成的数据。模型本身是 photosearch 的一部分，予以保留。</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Looking for photos</source>
        <translation>正在查找照片</translation>
    </message>
    <message>
        <source>Adding photos</source>
        <translation>正在添加照片</translation>
    </message>
    <message>
        <source>Preparing photos for the new model</source>
        <translation>正在用新模型处理照片</translation>
    </message>
    <message>
        <source>Reading photos again</source>
        <translation>正在重新读取照片</translation>
    </message>
    <message>
        <source>Waiting: &quot;Add photos&quot; is set to &quot;Not now&quot;</source>
        <translation>等待中：“添加照片”已设为“暂不添加”</translation>
    </message>
    <message>
        <source>Waiting: on battery</source>
        <translation>等待中：正在使用电池</translation>
    </message>
    <message>
        <source>Waiting: the battery is low or being spared</source>
        <translation>等待中：电量低或正在省电</translation>
    </message>
    <message>
        <source>Waiting while you search</source>
        <translation>等待中：你正在搜索</translation>
    </message>
    <message>
        <source>slower: on battery</source>
        <translation>已放慢：正在使用电池</translation>
    </message>
    <message>
        <source>slower: the computer is hot</source>
        <translation>已放慢：电脑过热</translation>
    </message>
    <message>
        <source>slower: other programs are busy</source>
        <translation>已放慢：其他程序正忙</translation>
    </message>
    <message>
        <source>The settings say when photos are added (Background).</source>
        <translation>何时添加照片，可在设置的“添加照片”中选择。</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>已是最新</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the items of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>These are merely the nearest photos.</source>
        <translation>这些只是最接近的照片。</translation>
    </message>
    <message>
        <source>Perhaps also</source>
        <translation>也许还有</translation>
    </message>
    <message>
        <source>Perhaps</source>
        <translation>也许</translation>
    </message>
    <message>
        <source>The others, the nearest first</source>
        <translation>其余照片，最接近的在前</translation>
    </message>
    <message>
        <source>Same picture</source>
        <translation>同一张</translation>
    </message>
    <message>
        <source>Good match</source>
        <translation>很像</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Much alike</source>
        <translation>很像</translation>
    </message>
    <message>
        <source>Somewhat alike</source>
        <translation>有点像</translation>
    </message>
    <message>
        <source>Not alike</source>
        <translation>不像</translation>
    </message>
    <message>
        <source>Why this photo?</source>
        <translation>为什么是这张？</translation>
    </message>
    <message>
        <source>Perhaps: these photos do not say where they were taken</source>
        <translation>也许：这些照片没有说明是在哪里拍的</translation>
    </message>
    <message>
        <source>Nothing found without &quot;{unwanted}&quot;</source>
        <translation>没有找到不含“{unwanted}”的照片</translation>
    </message>
    <message>
        <source>Nothing found for &quot;{words}&quot; without &quot;{unwanted}&quot;</source>
        <translation>没有找到不含“{unwanted}”的“{words}”</translation>
    </message>
    <message>
        <source>No other photo is like this one</source>
        <translation>没有与它相像的照片</translation>
    </message>
    <message>
        <source>Searching for &quot;{names}&quot; in place of {emojis}.</source>
        <translation>{emojis} 按“{names}”搜索。</translation>
    </message>
    <message>
        <source>Nothing found for &quot;{words}&quot;</source>
        <translation>没有找到“{words}”</translation>
    </message>
    <message>
        <source>file name: {text}</source>
        <translation>文件名：{text}</translation>
    </message>
    <message>
        <source>folder: {text}</source>
        <translation>文件夹：{text}</translation>
    </message>
    <message>
        <source>title: {text}</source>
        <translation>标题：{text}</translation>
    </message>
    <message>
        <source>caption: {text}</source>
        <translation>说明：{text}</translation>
    </message>
    <message>
        <source>keyword: {text}</source>
        <translation>关键词：{text}</translation>
    </message>
    <message>
        <source>creator: {text}</source>
        <translation>作者：{text}</translation>
    </message>
    <message>
        <source>camera: {text}</source>
        <translation>相机：{text}</translation>
    </message>
    <message>
        <source>lens: {text}</source>
        <translation>镜头：{text}</translation>
    </message>
    <message>
        <source>The starter model does not know &quot;{words}&quot;. Chinese-CLIP understands more.</source>
        <translation>入门模型不认识“{words}”。安装 Chinese-CLIP 后能听懂更多。</translation>
    </message>
    <message>
        <source>Understood as: {words}</source>
        <translation>理解为：{words}</translation>
    </message>
    <message>
        <source>There is nothing to search for</source>
        <translation>没有可搜索的内容</translation>
    </message>
    <message>
        <source>No photo matches all the filters.</source>
        <translation>没有照片符合所有筛选条件。</translation>
    </message>
    <message>
        <source>There are no photos in the watched folders. New ones appear here by themselves.</source>
        <translation>添加的文件夹里还没有照片。有了新照片，会自动出现在这里。</translation>
    </message>
    <message>
        <source>Your library is on the network drive &quot;{name}&quot; ({folder}), where it can be damaged when the connection breaks or a second computer opens it. Keep it on a drive of this computer: PHOTOSEARCH_HOME says where.</source>
        <translation>你的图库位于网络驱动器“{name}”（{folder}）上。连接中断或另一台电脑同时打开时，图库可能损坏。请把它放到本机硬盘上，位置由环境变量 PHOTOSEARCH_HOME 指定。</translation>
    </message>
    <message>
        <source>Your library is in a folder that {name} synchronises ({folder}), which can damage it while it is written. Tell {name} to leave it out, or keep it elsewhere: PHOTOSEARCH_HOME says where.</source>
        <translation>你的图库位于由“{name}”同步的文件夹（{folder}）里，写入时被同步可能损坏图库。请让“{name}”不要同步这个文件夹，或把图库移到别处，位置由环境变量 PHOTOSEARCH_HOME 指定。</translation>
    </message>
    <message>
        <source>{folder} took over {smaller}, which it contains: nothing there is read again.</source>
        <translation>{folder} 已接管其中的 {smaller}：那里的照片不会重新读取。</translation>
    </message>
    <message>
        <source>The system cannot watch all of &quot;{folder}&quot;, so it is looked through every few seconds instead.</source>
        <translation>系统无法监视“{folder}”的全部内容，改为每隔几秒检查一次。</translation>
    </message>
    <message>
        <source>&quot;{folder}&quot; was added. Its photos are being read.</source>
        <translation>已添加“{folder}”，正在读取其中的照片。</translation>
    </message>
    <message>
        <source>&quot;{folder}&quot; is no longer added. Its files are as they were.</source>
        <translation>已移除“{folder}”，其中的文件没有改动。</translation>
    </message>
    <message>
        <source>loading</source>
        <translation>载入</translation>
    </message>
    <message>
        <source>measuring it as it is</source>
        <translation>测量原模型</translation>
    </message>
    <message>
        <source>converting</source>
        <translation>转换</translation>
    </message>
    <message>
        <source>measuring what came out</source>
        <translation>测量转换结果</translation>
    </message>
    <message>
        <source>Making {model} faster on this computer: {step} ({number} of {count})</source>
        <translation>正在为这台电脑优化 {model}：{step}（第 {number} 步，共 {count} 步）</translation>
    </message>
    <message>
        <source>{sentence} ({detail})</source>
        <translation>{sentence}（{detail}）</translation>
    </message>
    <message>
        <source>videos are not looked into yet</source>
        <translation>暂时还不能搜索视频</translation>
    </message>
    <message>
        <source>documents hold pages, not photos</source>
        <translation>文档是页面，不是照片</translation>
    </message>
    <message>
        <source>drawings hold lines, not pixels</source>
        <translation>矢量图由线条组成，没有像素</translation>
    </message>
    <message>
        <source>only the program that made it can draw an editor&apos;s project</source>
        <translation>编辑软件的工程文件只有该软件才能显示</translation>
    </message>
    <message>
        <source>no decoder here reads RAW files of these kinds</source>
        <translation>这些 RAW 格式没有可用的解码器</translation>
    </message>
    <message>
        <source>no decoder here reads picture formats of these kinds</source>
        <translation>这些图片格式没有可用的解码器</translation>
    </message>
    <message>
        <source>&quot;{what}&quot; is left out of {folder} ({photos}). Nothing was deleted.</source>
        <translation>已把“{what}”从 {folder} 中排除（{photos}）。没有删除任何东西。</translation>
    </message>
    <message>
        <source>&quot;{what}&quot; has no effect in {folder}: all of &quot;{above}&quot; is left out there.</source>
        <translation>“{what}”在 {folder} 中不起作用：其中的“{above}”已整个排除。</translation>
    </message>
    <message>
        <source>&quot;{what}&quot; is an exception from what is left out of {folder} ({photos} found again).</source>
        <translation>“{what}”是 {folder} 排除规则中的例外（恢复 {photos}）。</translation>
    </message>
    <message>
        <source>&quot;{what}&quot; is an exception from what is left out of {folder}, but brings no photo back: below a folder that is left out, exceptions have no effect.</source>
        <translation>“{what}”是 {folder} 排除规则中的例外，但没有让任何照片回来：在已排除的文件夹里，例外不起作用。</translation>
    </message>
    <message>
        <source>Left out: {what}</source>
        <translation>已排除：{what}</translation>
    </message>
    <message>
        <source>Exception: {what}</source>
        <translation>例外：{what}</translation>
    </message>
    <message>
        <source>Exception without effect: {what} (all of {above} is left out)</source>
        <translation>不起作用的例外：{what}（{above} 已整个排除）</translation>
    </message>
    <message>
        <source>&quot;{what}&quot; in {folder} is no longer left out ({photos} found again).</source>
        <translation>{folder} 中的“{what}”不再被排除（恢复 {photos}）。</translation>
    </message>
    <message>
        <source>Not shown: {kinds}</source>
        <translation>未显示：{kinds}</translation>
    </message>
    <message>
        <source>In the library</source>
        <translation>已在图库中</translation>
    </message>
    <message>
        <source>In the library, in part</source>
        <translation>已在图库中（只有一部分）</translation>
    </message>
    <message>
        <source>Cannot be used</source>
        <translation>无法使用</translation>
    </message>
    <message>
        <source>Not shown</source>
        <translation>不显示</translation>
    </message>
    <message>
        <source>Not in the library</source>
        <translation>不在图库中</translation>
    </message>
    <message>
        <source>There is no file at this path. Check how it is written.</source>
        <translation>这个路径下没有文件。请检查路径是否写对。</translation>
    </message>
    <message>
        <source>This is a folder. Name files in it.</source>
        <translation>这是文件夹。请写出其中的文件。</translation>
    </message>
    <message>
        <source>It is in no watched folder.</source>
        <translation>它不在任何已添加的文件夹中。</translation>
    </message>
    <message>
        <source>Its folder, or its name, is on the list of what is left out.</source>
        <translation>它的文件夹或名称在不纳入的清单中。</translation>
    </message>
    <message>
        <source>A &quot;.nomedia&quot; file keeps its folder out.</source>
        <translation>“.nomedia”文件使它的文件夹不被纳入。</translation>
    </message>
    <message>
        <source>It is hidden, or its name is not that of a picture.</source>
        <translation>它是隐藏文件，或者名称不是图片的名称。</translation>
    </message>
    <message>
        <source>It has not been added yet.</source>
        <translation>它还没有被添加。</translation>
    </message>
    <message>
        <source>{tag} (yours)</source>
        <translation>{tag}（你加的）</translation>
    </message>
    <message>
        <source>No tags</source>
        <translation>没有标签</translation>
    </message>
    <message>
        <source>{file} is not in the library: only its photos have tags.</source>
        <translation>{file} 不在图库里：只有图库里的照片有标签。</translation>
    </message>
    <message>
        <source>&quot;{tag}&quot; fits {photos}.</source>
        <translation>“{tag}”适合 {photos}。</translation>
    </message>
    <message>
        <source>&quot;{tag}&quot; does not fit {photos}.</source>
        <translation>“{tag}”不适合 {photos}。</translation>
    </message>
    <message>
        <source>Of &quot;{tag}&quot; the model tells again for {photos}.</source>
        <translation>{photos} 是否有“{tag}”，重新由模型来判断。</translation>
    </message>
    <message>
        <source>These are no pictures that can be searched with: {names}.</source>
        <translation>这些文件不能用来搜索：{names}。</translation>
    </message>
    <message>
        <source>This is the address of a page. Drag the picture itself, or copy it.</source>
        <translation>这是网页的地址。请直接拖动图片，或复制图片。</translation>
    </message>
    <message>
        <source>There is no picture in what was dropped or pasted.</source>
        <translation>拖入或粘贴的内容中没有图片。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is not a picture.</source>
        <translation>“{name}”不是图片。</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; cannot be searched with. {why}</source>
        <translation>无法用“{name}”搜索。{why}</translation>
    </message>
    <message>
        <source>place: {name}</source>
        <translation>地点：{name}</translation>
    </message>
    <message>
        <source>date: {date}</source>
        <translation>日期：{date}</translation>
    </message>
    <message>
        <source>colour: {name}</source>
        <translation>颜色：{name}</translation>
    </message>
    <message>
        <source>colour: {name}, {share}% of the picture</source>
        <translation>颜色：{name}，占画面的 {share}%</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>{model} · in use</source>
        <translation>{model} · 使用中</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>正在读取文件…</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>从文件安装…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Remove model…</source>
        <translation>移除模型…</translation>
    </message>
    <message>
        <source>Takes {size}: {parts}</source>
        <translation>占用 {size}：{parts}</translation>
    </message>
</context>
<context>
    <name>ModelList</name>
    <message>
        <source>Choose the weights of {model}</source>
        <translation>选择 {model} 的权重文件</translation>
    </message>
    <message>
        <source>Weights (*.onnx *.safetensors *.bin *.pt *.pth *.zip);;All files (*)</source>
        <translation>权重 (*.onnx *.safetensors *.bin *.pt *.pth *.zip);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>ModelRemovalQuestion</name>
    <message>
        <source>Remove a model</source>
        <translation>移除模型</translation>
    </message>
    <message>
        <source>Remove {model}?</source>
        <translation>移除“{model}”？</translation>
    </message>
    <message>
        <source>This goes: {takes}. Your photos stay; to use it again, it looks at each of them anew.</source>
        <translation>将删除：{takes}。照片不受影响；以后再用它，要重新分析每一张照片。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>NewsPill</name>
    <message>
        <source>Show them (F5)</source>
        <translation>显示新增的照片（F5）</translation>
    </message>
</context>
<context>
    <name>PhotoActions</name>
    <message>
        <source>There is no program for this kind of file.</source>
        <translation>没有可以打开这种文件的程序。</translation>
    </message>
    <message>
        <source>View full screen</source>
        <translation>全屏查看</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Copy image</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Find similar</source>
        <translation>找相似</translation>
    </message>
    <message>
        <source>Exclude photos like this</source>
        <translation>排除类似照片</translation>
    </message>
    <message>
        <source>Leave its folder out</source>
        <translation>排除所在文件夹</translation>
    </message>
    <message>
        <source>This photo cannot be read, so it was not copied.</source>
        <translation>照片无法读取，未能复制。</translation>
    </message>
</context>
<context>
    <name>PhotoFacts</name>
    <message>
        <source>Source: {source}</source>
        <translation>来源：{source}</translation>
    </message>
    <message>
        <source>More photos: {value}</source>
        <translation>更多照片：{value}</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>相关度</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>修改时间</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
</context>
<context>
    <name>PictureFlow</name>
    <message>
        <source>There is no picture in what was dropped or pasted.</source>
        <translation>拖入或粘贴的内容里没有图片。</translation>
    </message>
</context>
<context>
    <name>PreviewPane</name>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Find similar</source>
        <translation>找相似</translation>
    </message>
    <message>
        <source>Find photos that look like this one (Ctrl+Shift+F)</source>
        <translation>找与这张相似的照片（Ctrl+Shift+F）</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open in the program for such files (Ctrl+Enter)</source>
        <translation>用默认程序打开（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>This photo cannot be reached: its drive is not connected, or its folder was moved.</source>
        <translation>无法访问这张照片：它所在的磁盘未连接，或文件夹已被移动。</translation>
    </message>
    <message>
        <source>This file cannot be read at the moment.</source>
        <translation>暂时无法读取这个文件。</translation>
    </message>
</context>
<context>
    <name>ProblemsDialog</name>
    <message>
        <source>Problem files</source>
        <translation>有问题的文件</translation>
    </message>
    <message>
        <source>Problem files by reason</source>
        <translation>按原因分组的有问题的文件</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>在文件管理器中显示</translation>
    </message>
    <message>
        <source>Show the chosen file in its folder</source>
        <translation>在所在文件夹中显示选中的文件</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>Every file could be used.</source>
        <translation>所有文件都已正常处理。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Try all again</source>
        <translation>全部重试</translation>
    </message>
    <message>
        <source>Read the files again</source>
        <translation>重新读取这些文件</translation>
    </message>
</context>
<context>
    <name>Quantities</name>
    <message>
        <source>less than a minute</source>
        <translation>不到 1 分钟</translation>
    </message>
    <message>
        <source>Jan</source>
        <translation>1月</translation>
    </message>
    <message>
        <source>Feb</source>
        <translation>2月</translation>
    </message>
    <message>
        <source>Mar</source>
        <translation>3月</translation>
    </message>
    <message>
        <source>Apr</source>
        <translation>4月</translation>
    </message>
    <message>
        <source>May</source>
        <translation>5月</translation>
    </message>
    <message>
        <source>Jun</source>
        <translation>6月</translation>
    </message>
    <message>
        <source>Jul</source>
        <translation>7月</translation>
    </message>
    <message>
        <source>Aug</source>
        <translation>8月</translation>
    </message>
    <message>
        <source>Sep</source>
        <translation>9月</translation>
    </message>
    <message>
        <source>Oct</source>
        <translation>10月</translation>
    </message>
    <message>
        <source>Nov</source>
        <translation>11月</translation>
    </message>
    <message>
        <source>Dec</source>
        <translation>12月</translation>
    </message>
    <message>
        <source>{month} {day}, {year}</source>
        <translation>{year}年{month}{day}日</translation>
    </message>
    <message>
        <source>{month} {day}</source>
        <translation>{month}{day}日</translation>
    </message>
    <message>
        <source>{month} {year}</source>
        <translation>{year}年{month}</translation>
    </message>
    <message>
        <source>{degrees}° N</source>
        <translation>北纬 {degrees}°</translation>
    </message>
    <message>
        <source>{degrees}° S</source>
        <translation>南纬 {degrees}°</translation>
    </message>
    <message>
        <source>{degrees}° E</source>
        <translation>东经 {degrees}°</translation>
    </message>
    <message>
        <source>{degrees}° W</source>
        <translation>西经 {degrees}°</translation>
    </message>
    <message>
        <source>{latitude}, {longitude}</source>
        <translation>{latitude}，{longitude}</translation>
    </message>
    <message>
        <source>{clock} AM</source>
        <translation>上午{clock}</translation>
    </message>
    <message>
        <source>{clock} PM</source>
        <translation>下午{clock}</translation>
    </message>
</context>
<context>
    <name>RemovalQuestion</name>
    <message>
        <source>Remove a folder</source>
        <translation>移除文件夹</translation>
    </message>
    <message>
        <source>Remove &quot;{name}&quot; from the library?</source>
        <translation>要从图库移除“{name}”吗？</translation>
    </message>
    <message>
        <source>The photos stay where they are on the disk; they are only no longer found here.</source>
        <translation>照片仍留在磁盘上的原处，只是不再出现在搜索结果里。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>Photos found</source>
        <translation>找到的照片</translation>
    </message>
</context>
<context>
    <name>RootCard</name>
    <message>
        <source>Online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>Offline: connect the drive; the photos stay</source>
        <translation>离线：接上硬盘即可恢复，照片记录都还在</translation>
    </message>
    <message>
        <source>{photos} left out</source>
        <translation>排除 {photos}</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>在文件管理器中显示</translation>
    </message>
    <message>
        <source>Rescan</source>
        <translation>立即检查更新</translation>
    </message>
    <message>
        <source>Remove from the library…</source>
        <translation>从图库移除…</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Search your photos: words, or drop a picture</source>
        <translation>搜索照片：输入文字，或拖入图片</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Say what is on the photo, in Chinese or English (Ctrl+F).
When, where and how it was taken may be said too: “last summer”, “洱海”, “taken with my Canon”.
-word, “without people”, “no cars” or “没有人的海边” leaves things out.
Paste (Ctrl+V) or drop a picture to find similar photos.</source>
        <translation>用中文或英文说说照片上有什么（Ctrl+F）。
也可以说什么时候、在哪里、用什么拍的：“去年夏天”“洱海”“用佳能拍的”。
用 -词语、“没有人的海边”、“without people”或“no cars”排除不想要的。
粘贴（Ctrl+V）或拖入图片，查找相似的照片。</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>Only the first {count} characters are searched for.</source>
        <translation>只搜索前 {count} 个字。</translation>
    </message>
    <message>
        <source>Search in %1</source>
        <translation>在“%1”里搜索</translation>
    </message>
    <message>
        <source>Search among these photos</source>
        <translation>在这些照片中搜索</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the files (Ctrl+C)</source>
        <translation>复制文件（Ctrl+C）</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Copies in a folder, a contact sheet or a list (Ctrl+Shift+E)</source>
        <translation>导出副本、照片索引页或清单（Ctrl+Shift+E）</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>取消选择</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>All keys, and what they do (F1)</source>
        <translation>所有按键及其作用（F1）</translation>
    </message>
    <message>
        <source>General</source>
        <translation>通用</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Adding photos</source>
        <translation>添加照片</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>A model looks at each photo once and remembers what is in it. Nothing ever leaves this computer.</source>
        <translation>模型会把每张照片看一遍，记住画面内容。任何内容都不会离开这台电脑。</translation>
    </message>
    <message>
        <source>In a search, a photo that is one half-life older than another counts as if it stood twice as far down. Photos that fit less well stay behind those that fit.</source>
        <translation>搜索时，比另一张早一个半衰期的照片，名次按两倍计算。不太相符的照片仍排在相符的照片之后。</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>It opens minimized, and adds new photos while you do other things.</source>
        <translation>启动后窗口最小化，在后台添加新照片。</translation>
    </message>
    <message>
        <source>Not possible here: this desktop shows no tray icons; closing the window ends photosearch.</source>
        <translation>此处无法使用：桌面不显示托盘图标，关闭窗口即退出 photosearch。</translation>
    </message>
    <message>
        <source>Less is cooler and quieter, and takes longer.</source>
        <translation>占用越少，电脑越安静、越凉快，但添加照片更慢。</translation>
    </message>
    <message>
        <source>More is faster and takes more memory. Automatic suits nearly everybody.</source>
        <translation>越多越快，也越占内存。一般选“自动”即可。</translation>
    </message>
    <message>
        <source>Pictures that need more are listed among the problem files.</source>
        <translation>需要更多内存的图片会列在有问题的文件中。</translation>
    </message>
    <message>
        <source>When it is full, the oldest thumbnails are made again when needed.</source>
        <translation>存满后，最旧的缩略图会在用到时重新生成。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Animations</source>
        <translation>动画效果</translation>
    </message>
    <message>
        <source>Prefer recent photos</source>
        <translation>近期照片优先</translation>
    </message>
    <message>
        <source>Folders with .nomedia</source>
        <translation>含 .nomedia 的文件夹</translation>
    </message>
    <message>
        <source>Start at login</source>
        <translation>登录时启动</translation>
    </message>
    <message>
        <source>When the window is closed</source>
        <translation>关闭窗口时</translation>
    </message>
    <message>
        <source>Chinese-CLIP runs on</source>
        <translation>Chinese-CLIP 运行于</translation>
    </message>
    <message>
        <source>Download from</source>
        <translation>下载来源</translation>
    </message>
    <message>
        <source>Add photos</source>
        <translation>添加照片</translation>
    </message>
    <message>
        <source>Processor time to use</source>
        <translation>可用的处理器时间</translation>
    </message>
    <message>
        <source>Photos read at once</source>
        <translation>同时读取的照片数</translation>
    </message>
    <message>
        <source>Memory for each photo reader</source>
        <translation>每张照片可用的内存</translation>
    </message>
    <message>
        <source>Thumbnail cache</source>
        <translation>缩略图占用的磁盘空间</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>No, by relevance alone</source>
        <translation>否，只按相关度</translation>
    </message>
    <message>
        <source>A little (half-life 10 years)</source>
        <translation>稍微（半衰期 10 年）</translation>
    </message>
    <message>
        <source>Clearly (half-life 1 year)</source>
        <translation>明显（半衰期 1 年）</translation>
    </message>
    <message>
        <source>Strongly (half-life 1 month)</source>
        <translation>强烈（半衰期 1 个月）</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Leave out, as galleries do</source>
        <translation>像相册软件一样忽略</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>End photosearch</source>
        <translation>退出 photosearch</translation>
    </message>
    <message>
        <source>Keep running in the background</source>
        <translation>继续在后台运行</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>NVIDIA graphics card</source>
        <translation>NVIDIA 显卡</translation>
    </message>
    <message>
        <source>Intel graphics card</source>
        <translation>Intel 显卡</translation>
    </message>
    <message>
        <source>Apple graphics</source>
        <translation>Apple 图形处理器</translation>
    </message>
    <message>
        <source>When the computer has time</source>
        <translation>电脑空闲时</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>始终</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Only on mains power</source>
        <translation>仅接通电源时</translation>
    </message>
    <message>
        <source>photosearch goes online only when you download a model, or have it fetch a picture.</source>
        <translation>只有下载模型，或经你同意下载网上的图片时，photosearch 才会联网。</translation>
    </message>
    <message>
        <source>It watches your folders until you quit it from its icon in the tray.</source>
        <translation>它会继续监视文件夹，直到从托盘图标中退出。</translation>
    </message>
    <message>
        <source>While photosearch runs. Searching comes first at any time.</source>
        <translation>photosearch 运行期间进行，搜索始终优先。</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不添加</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>Go to the search field</source>
        <translation>转到搜索框</translation>
    </message>
    <message>
        <source>From the search field to the photos</source>
        <translation>从搜索框转到照片</translation>
    </message>
    <message>
        <source>Search with the copied picture</source>
        <translation>用复制的图片搜索</translation>
    </message>
    <message>
        <source>Search at once</source>
        <translation>立即搜索</translation>
    </message>
    <message>
        <source>In the window</source>
        <translation>窗口中</translation>
    </message>
    <message>
        <source>One photo, full screen</source>
        <translation>全屏看照片</translation>
    </message>
    <message>
        <source>Library and settings</source>
        <translation>图库与设置</translation>
    </message>
    <message>
        <source>One step back: selection, chips, words</source>
        <translation>退回一步：选中的照片、标签块、文字</translation>
    </message>
    <message>
        <source>To the search before (Alt+→: after)</source>
        <translation>回到上一次搜索（Alt+→：下一次）</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Past searches, folders and words for the search field</source>
        <translation>搜索框下的搜索记录、文件夹和词语</translation>
    </message>
    <message>
        <source>Forget the past search that is chosen there</source>
        <translation>删掉其中选中的一条搜索记录</translation>
    </message>
    <message>
        <source>Show or hide the preview (also Ctrl+I)</source>
        <translation>显示或隐藏预览（也可按 Ctrl+I）</translation>
    </message>
    <message>
        <source>Fill the screen with the photo (also Enter, F11)</source>
        <translation>全屏看照片（也可按 Enter、F11）</translation>
    </message>
    <message>
        <source>Find photos similar to the chosen ones (also Ctrl+Shift+F)</source>
        <translation>找与选中照片相似的（也可按 Ctrl+Shift+F）</translation>
    </message>
    <message>
        <source>Search without the chosen ones (also Ctrl+Shift+X)</source>
        <translation>搜索时排除选中的照片（也可按 Ctrl+Shift+X）</translation>
    </message>
    <message>
        <source>Choose all photos</source>
        <translation>选中全部照片</translation>
    </message>
    <message>
        <source>Open in another program</source>
        <translation>用其他程序打开</translation>
    </message>
    <message>
        <source>Show in its folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Export the chosen ones, or all that are shown</source>
        <translation>导出选中的照片，或当前显示的全部照片</translation>
    </message>
    <message>
        <source>Larger thumbnails</source>
        <translation>放大缩略图</translation>
    </message>
    <message>
        <source>Smaller thumbnails</source>
        <translation>缩小缩略图</translation>
    </message>
    <message>
        <source>Whole photos in rows, or squares</source>
        <translation>按原来的形状排成行，或排成方格</translation>
    </message>
    <message>
        <source>Show the photos that came meanwhile</source>
        <translation>显示刚加入的照片</translation>
    </message>
    <message>
        <source>Show or hide the library</source>
        <translation>显示或隐藏图库</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>添加文件夹</translation>
    </message>
    <message>
        <source>Watched folders</source>
        <translation>照片文件夹</translation>
    </message>
    <message>
        <source>Pause or resume adding photos</source>
        <translation>暂停或继续添加照片</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>This overview</source>
        <translation>本页</translation>
    </message>
    <message>
        <source>Previous and next photo</source>
        <translation>上一张、下一张</translation>
    </message>
    <message>
        <source>First photo</source>
        <translation>第一张</translation>
    </message>
    <message>
        <source>Last photo</source>
        <translation>最后一张</translation>
    </message>
    <message>
        <source>Larger (also the mouse wheel)</source>
        <translation>放大（也可用滚轮）</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>实际大小</translation>
    </message>
    <message>
        <source>Whole photo</source>
        <translation>完整显示</translation>
    </message>
    <message>
        <source>Turn the view right</source>
        <translation>画面向右旋转</translation>
    </message>
    <message>
        <source>Turn the view left</source>
        <translation>画面向左旋转</translation>
    </message>
    <message>
        <source>Start or stop the slideshow</source>
        <translation>开始或停止幻灯片放映</translation>
    </message>
    <message>
        <source>Show or hide the details</source>
        <translation>显示或隐藏详细信息</translation>
    </message>
    <message>
        <source>Find similar photos</source>
        <translation>找相似的照片</translation>
    </message>
    <message>
        <source>One step back: slideshow, zoom, photo</source>
        <translation>退回一步：放映、缩放、照片</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Library</source>
        <translation>图库</translation>
    </message>
    <message>
        <source>Watched folders</source>
        <translation>照片文件夹</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>全部照片</translation>
    </message>
    <message>
        <source>Recently added</source>
        <translation>最近添加</translation>
    </message>
    <message>
        <source>The newest photos of the library first</source>
        <translation>最新的照片排在最前</translation>
    </message>
    <message>
        <source>Problem files</source>
        <translation>有问题的文件</translation>
    </message>
    <message>
        <source>Files that could not be used, or only in part, and why</source>
        <translation>无法处理或只能显示一部分的文件及其原因</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>添加文件夹</translation>
    </message>
    <message>
        <source>Add a folder (Ctrl+O)</source>
        <translation>添加文件夹（Ctrl+O）</translation>
    </message>
    <message>
        <source>Manage folders</source>
        <translation>管理文件夹</translation>
    </message>
    <message>
        <source>Manage watched folders (Ctrl+L)</source>
        <translation>管理照片文件夹（Ctrl+L）</translation>
    </message>
    <message>
        <source>No folder yet. Add one, or drop it here.</source>
        <translation>还没有文件夹。点击添加，或把文件夹拖到这里。</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>在文件管理器中显示</translation>
    </message>
    <message>
        <source>Leave this folder out</source>
        <translation>排除此文件夹</translation>
    </message>
    <message>
        <source>Rescan</source>
        <translation>立即检查更新</translation>
    </message>
    <message>
        <source>Leave a folder out…</source>
        <translation>排除一个文件夹…</translation>
    </message>
    <message>
        <source>Remove from the library…</source>
        <translation>从图库移除…</translation>
    </message>
</context>
<context>
    <name>SidebarRow</name>
    <message>
        <source>Open</source>
        <translation>已展开</translation>
    </message>
    <message>
        <source>Closed: → opens it</source>
        <translation>已折叠，按 → 展开</translation>
    </message>
</context>
<context>
    <name>StatePage</name>
    <message>
        <source>or drop a folder here</source>
        <translation>或把文件夹拖到这里</translation>
    </message>
    <message>
        <source>Everything stays on this computer. Your photos are never changed.</source>
        <translation>一切都留在这台电脑上，照片绝不会被改动。</translation>
    </message>
    <message>
        <source>Search without &quot;%1&quot;</source>
        <translation>不限“%1”再搜</translation>
    </message>
    <message>
        <source>Opening your library…</source>
        <translation>正在打开图库…</translation>
    </message>
    <message>
        <source>Choose a folder with photos. Then say what you are looking for.</source>
        <translation>选择一个存放照片的文件夹，之后只要描述画面，就能找到照片。</translation>
    </message>
    <message>
        <source>Find photos by what&apos;s in them</source>
        <translation>按画面内容找照片</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>No photos yet</source>
        <translation>还没有照片</translation>
    </message>
    <message>
        <source>Add another folder…</source>
        <translation>再添加一个文件夹…</translation>
    </message>
    <message>
        <source>The first ones appear in a moment. You can search while the rest is being added.</source>
        <translation>第一批照片马上就好。其余照片添加期间就可以开始搜索。</translation>
    </message>
    <message>
        <source>Getting to know your photos</source>
        <translation>正在认识你的照片</translation>
    </message>
    <message>
        <source>Try fewer or other words, or drop a similar picture on the window.</source>
        <translation>试试更少或别的词语，或拖入一张相似的图片。</translation>
    </message>
    <message>
        <source>Show the nearest anyway</source>
        <translation>显示最接近的</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Show all photos</source>
        <translation>显示全部照片</translation>
    </message>
    <message>
        <source>Search with &quot;%1&quot; too</source>
        <translation>连“%1”也搜索</translation>
    </message>
    <message>
        <source>Signs alone say nothing. Type words or an emoji, or drop a picture on the window.</source>
        <translation>只有标点符号，看不出要找什么。请输入文字或表情符号，或把图片拖到窗口中。</translation>
    </message>
    <message>
        <source>Remove the filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Nothing found here</source>
        <translation>筛选范围内没有找到</translation>
    </message>
    <message>
        <source>The search failed</source>
        <translation>搜索失败</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Connect the drive to see these photos. They stay in the library until you remove them.</source>
        <translation>接上硬盘即可查看这些照片。在你移除之前，它们会一直保留在图库中。</translation>
    </message>
    <message>
        <source>Watched folders…</source>
        <translation>照片文件夹…</translation>
    </message>
    <message>
        <source>This folder is offline</source>
        <translation>这个文件夹处于离线状态</translation>
    </message>
    <message>
        <source>You can go on searching with the present model meanwhile.</source>
        <translation>在此期间可以继续用当前的模型搜索。</translation>
    </message>
    <message>
        <source>Downloading the model</source>
        <translation>正在下载模型</translation>
    </message>
    <message>
        <source>Show progress</source>
        <translation>查看进度</translation>
    </message>
    <message>
        <source>Photos can be browsed, but not searched by their content.</source>
        <translation>照片仍可浏览，但暂时无法按内容搜索。</translation>
    </message>
    <message>
        <source>The model does not work</source>
        <translation>模型无法工作</translation>
    </message>
    <message>
        <source>Choose a model…</source>
        <translation>选择模型…</translation>
    </message>
    <message>
        <source>Your photos are safe: photosearch only ever reads them.</source>
        <translation>照片是安全的：photosearch 只读取，从不改动。</translation>
    </message>
    <message>
        <source>The library cannot be opened</source>
        <translation>图库打不开</translation>
    </message>
</context>
<context>
    <name>SuggestionList</name>
    <message>
        <source>Clear history</source>
        <translation>清空搜索记录</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>搜索建议</translation>
    </message>
</context>
<context>
    <name>TagRows</name>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>What the photos show, in one word each</source>
        <translation>照片上有什么，各用一个词</translation>
    </message>
    <message>
        <source>Type a part of it</source>
        <translation>输入其中一部分</translation>
    </message>
    <message>
        <source>Narrow the list of tags</source>
        <translation>筛选标签列表</translation>
    </message>
</context>
<context>
    <name>TagsView</name>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Add a tag</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Show only photos with the tag %1</source>
        <translation>只看带有标签“%1”的照片</translation>
    </message>
    <message>
        <source>Remove the tag %1</source>
        <translation>移除标签“%1”</translation>
    </message>
    <message>
        <source>%1 is not on this photo</source>
        <translation>照片上没有%1</translation>
    </message>
</context>
<context>
    <name>Terminal</name>
    <message>
        <source>watch folders and make their photos searchable</source>
        <translation>添加文件夹，让其中的照片可以搜索</translation>
    </message>
    <message>
        <source>print one JSON object</source>
        <translation>输出一个 JSON 对象</translation>
    </message>
    <message>
        <source>the path is empty</source>
        <translation>路径是空的</translation>
    </message>
    <message>
        <source>{given} is not possible; give a number from 1 up</source>
        <translation>{given} 不行，请给出 1 或更大的数</translation>
    </message>
    <message>
        <source>{given} is not a day; write it as YYYY-MM-DD: 2024-08-31</source>
        <translation>{given} 不是日期，请写成 YYYY-MM-DD，例如 2024-08-31</translation>
    </message>
    <message>
        <source>library</source>
        <translation>图库</translation>
    </message>
    <message>
        <source>data folder</source>
        <translation>数据文件夹</translation>
    </message>
    <message>
        <source>free disk space</source>
        <translation>磁盘可用空间</translation>
    </message>
    <message>
        <source>database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>encoder</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>index</source>
        <translation>索引</translation>
    </message>
    <message>
        <source>other models</source>
        <translation>其他模型</translation>
    </message>
    <message>
        <source>watched folders</source>
        <translation>照片文件夹</translation>
    </message>
    <message>
        <source>watch limit</source>
        <translation>监视上限</translation>
    </message>
    <message>
        <source>check the installation and the library</source>
        <translation>检查安装和图库</translation>
    </message>
    <message>
        <source>ok</source>
        <comment>of a check</comment>
        <translation>正常</translation>
    </message>
    <message>
        <source>LOOK</source>
        <comment>of a check</comment>
        <translation>注意</translation>
    </message>
    <message>
        <source>not installed (only Chinese-CLIP needs it)</source>
        <translation>未安装（只有 Chinese-CLIP 需要它）</translation>
    </message>
    <message>
        <source>sound</source>
        <comment>a database</comment>
        <translation>完好</translation>
    </message>
    <message>
        <source>{encoder} on {device}</source>
        <translation>{encoder}，运行在 {device}</translation>
    </message>
    <message>
        <source>{tier}, {count} of {all} embeddings, finds {share} of the first {hits} hits of an exact search</source>
        <translation>{tier}，{all} 个特征向量中已有 {count} 个，能找到精确搜索前 {hits} 个结果的 {share}</translation>
    </message>
    <message>
        <source>offline: {folders}; plug the drive in</source>
        <translation>离线：{folders}；请接上磁盘</translation>
    </message>
    <message>
        <source>{limit} for {folders}</source>
        <translation>上限 {limit}，共 {folders}</translation>
    </message>
    <message>
        <source>{limit} for {folders}; raise fs.inotify.max_user_watches, until then folders are polled</source>
        <translation>上限 {limit}，共 {folders}；请调高 fs.inotify.max_user_watches，在此之前文件夹改为轮询</translation>
    </message>
    <message>
        <source>text to image</source>
        <translation>以文搜图</translation>
    </message>
    <message>
        <source>image to text</source>
        <translation>以图搜文</translation>
    </message>
    <message>
        <source>measure a model on photos with known captions or answers</source>
        <translation>用带有说明或答案的照片评测一个模型</translation>
    </message>
    <message>
        <source>rows of file and captions, or query and files</source>
        <translation>每行是文件和说明，或查询和文件</translation>
    </message>
    <message>
        <source>the model (default: the one in use)</source>
        <translation>模型（默认：正在使用的）</translation>
    </message>
    <message>
        <source>{encoder} on {photos}</source>
        <translation>{encoder}，{photos}</translation>
    </message>
    <message>
        <source>queries</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Find your own photos by what&apos;s in them. Without a command the window opens.</source>
        <translation>按画面内容查找自己的照片。不带命令时打开窗口。</translation>
    </message>
    <message>
        <source>PHOTOSEARCH_HOME moves all data, cache, models and logs to one folder. Exit codes: 0 done, 1 some files could not be used, 2 wrong usage or nothing could be done.</source>
        <translation>PHOTOSEARCH_HOME 可以把全部数据、缓存、模型和日志放到一个文件夹里。退出码：0 完成，1 有些文件无法处理，2 用法有误或什么也没能完成。</translation>
    </message>
    <message>
        <source>stopped; what was done so far is kept.</source>
        <translation>已停止，到目前为止完成的都已保留。</translation>
    </message>
    <message>
        <source>{error}. Is there room, and may this user write there?</source>
        <translation>{error}。还有空间吗？当前用户能写入那里吗？</translation>
    </message>
    <message>
        <source>commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>list, install or choose the model</source>
        <translation>列出、安装或选择模型</translation>
    </message>
    <message>
        <source>carry favourites, albums, names and ratings to another library, or back</source>
        <translation>把收藏、相册、人名和评分带到另一个图库，或取回</translation>
    </message>
    <message>
        <source>A PATTERN is written like a line of a .gitignore: Screenshots/ fits folders of that name, *.png files, /a/b one place below the watched folder, !keep.png is an exception from what is said before it, though not below a folder that is left out. It holds for every watched folder, or for the one that --in names.</source>
        <translation>PATTERN 的写法同 .gitignore 的一行：Screenshots/ 匹配同名文件夹，*.png 匹配文件，/a/b 匹配已添加的文件夹下的一处，!keep.png 是对前面各行的例外，但在已排除的文件夹里不起作用。它对所有已添加的文件夹生效，或只对 --in 指定的那个生效。</translation>
    </message>
    <message>
        <source>leave folders out of the library, or take them back</source>
        <translation>从图库中排除文件夹，或恢复它们</translation>
    </message>
    <message>
        <source>actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>show what is left out</source>
        <translation>显示已排除的内容</translation>
    </message>
    <message>
        <source>find nothing in these folders; nothing is deleted</source>
        <translation>不再搜索这些文件夹；不会删除任何东西</translation>
    </message>
    <message>
        <source>take them back; nothing is read or embedded again</source>
        <translation>恢复它们；不会重新读取或计算</translation>
    </message>
    <message>
        <source>{path}: {photos} left out in all</source>
        <translation>{path}：共排除 {photos}</translation>
    </message>
    <message>
        <source>Nothing is left out.</source>
        <translation>没有排除任何内容。</translation>
    </message>
    <message>
        <source>{what} (no effect: all of {above} is left out)</source>
        <translation>{what}（不起作用：{above} 已整个排除）</translation>
    </message>
    <message>
        <source>names and places instead of one folder</source>
        <translation>按名称或位置，而不是单个文件夹</translation>
    </message>
    <message>
        <source>only in this watched folder</source>
        <translation>只在这个已添加的文件夹中</translation>
    </message>
    <message>
        <source>name a folder, or give a --pattern</source>
        <translation>请给出一个文件夹，或用 --pattern 给出规则</translation>
    </message>
    <message>
        <source>write all marks as lines of JSON</source>
        <translation>把所有标记写成 JSON 行</translation>
    </message>
    <message>
        <source>where to; - is the standard output</source>
        <translation>写到哪里；- 表示标准输出</translation>
    </message>
    <message>
        <source>take marks; of two, the one that was changed last counts</source>
        <translation>读入标记；同一标记以最后修改的为准</translation>
    </message>
    <message>
        <source>where from; - is the standard input</source>
        <translation>从哪里读；- 表示标准输入</translation>
    </message>
    <message>
        <source>the models there are</source>
        <translation>有哪些模型</translation>
    </message>
    <message>
        <source>from a file or folder, or by download</source>
        <translation>从文件或文件夹安装，或下载</translation>
    </message>
    <message>
        <source>such as ViT-B-16, or weights on disk in any form</source>
        <translation>例如 ViT-B-16，或磁盘上任何形式的权重</translation>
    </message>
    <message>
        <source>the weights of NAME, or their folder</source>
        <translation>NAME 的权重，或权重所在的文件夹</translation>
    </message>
    <message>
        <source>where to download from first</source>
        <translation>优先从哪里下载</translation>
    </message>
    <message>
        <source>let a model answer; the library is embedded with it first</source>
        <translation>改用一个模型来搜索，会先用它处理图库</translation>
    </message>
    <message>
        <source>write a model that was made for a computer into one file, for another</source>
        <translation>把在一台电脑上制作好的模型写成一个文件，供另一台使用</translation>
    </message>
    <message>
        <source>by default NAME.zip, here</source>
        <translation>默认为当前文件夹中的 NAME.zip</translation>
    </message>
    <message>
        <source>delete a model with its embeddings and its index, to make room</source>
        <translation>删除一个模型及其特征向量和索引，腾出空间</translation>
    </message>
    <message>
        <source>make an installed Chinese-CLIP faster on this machine (done by itself after installing)</source>
        <translation>让已安装的 Chinese-CLIP 在这台电脑上更快（安装后会自动进行）</translation>
    </message>
    <message>
        <source>by default the one in use</source>
        <translation>默认是正在使用的</translation>
    </message>
    <message>
        <source>use the model as it was installed again</source>
        <translation>恢复使用安装时的模型</translation>
    </message>
    <message>
        <source>left behind</source>
        <comment>by a model</comment>
        <translation>遗留</translation>
    </message>
    <message>
        <source>active</source>
        <comment>a model</comment>
        <translation>使用中</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>已安装</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>未安装</translation>
    </message>
    <message>
        <source>{size} to download</source>
        <translation>需下载 {size}</translation>
    </message>
    <message>
        <source>Installed. `photosearch model use {model}` lets it answer.</source>
        <translation>已安装。用 `photosearch model use {model}` 改用它来搜索。</translation>
    </message>
    <message>
        <source>{model} runs as it was installed.</source>
        <translation>{model} 已恢复为安装时的样子。</translation>
    </message>
    <message>
        <source>{model} was not optimised.</source>
        <translation>{model} 没有优化过。</translation>
    </message>
    <message>
        <source>{model} answers from now on.</source>
        <translation>从现在起由 {model} 来搜索。</translation>
    </message>
    <message>
        <source>another photosearch looks after this library: choose the model there</source>
        <translation>另一个 photosearch 正在管理这个图库，请在那里选择模型</translation>
    </message>
    <message>
        <source>{wanted} cannot be used, {model} goes on answering: {why}</source>
        <translation>{wanted} 无法使用，仍由 {model} 来搜索：{why}</translation>
    </message>
    <message>
        <source>Stopped. `photosearch model optimize {model}` does it another time.</source>
        <translation>已停止。以后可以用 `photosearch model optimize {model}` 再做。</translation>
    </message>
    <message>
        <source>{model} is used as it is: {why}</source>
        <translation>{model} 保持原样使用：{why}</translation>
    </message>
    <message>
        <source>taken</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>{model} is optimised. Photos are embedded with it in the background; until then nothing changes.</source>
        <translation>{model} 已优化。会在后台用它处理照片，完成之前一切照旧。</translation>
    </message>
    <message>
        <source>Nothing faster is faithful enough here: {model} is used as it was installed.</source>
        <translation>在这里没有既更快又足够准确的形式：{model} 保持安装时的样子。</translation>
    </message>
    <message>
        <source>{speed} times as fast as the original, cosine {cosine}, nearest pictures {agreement}</source>
        <translation>速度是原模型的 {speed} 倍，余弦 {cosine}，最近的图片一致 {agreement}</translation>
    </message>
    <message>
        <source>another photosearch looks after this library: it was asked to look</source>
        <translation>另一个 photosearch 正在管理这个图库，已请它查看</translation>
    </message>
    <message>
        <source>Without words, pictures and filters, --all exports every photo. Nothing is ever written over, and no photo is changed. A contact sheet or a list can be made without copies: leave out --to.</source>
        <translation>不给词语、图片和筛选条件时，--all 导出全部照片。从不覆盖任何文件，也不改动照片。只要索引页或清单而不要副本时，不写 --to 即可。</translation>
    </message>
    <message>
        <source>say what to make: copies with --to FOLDER, a contact sheet with --sheet, a list with --list</source>
        <translation>请说明要导出什么：副本用 --to FOLDER，索引页用 --sheet，清单用 --list</translation>
    </message>
    <message>
        <source>say which photos: words, --like IMAGE, a filter such as --folder, or --all for every photo</source>
        <translation>请说明导出哪些照片：给出词语、--like IMAGE、--folder 之类的筛选条件，或用 --all 导出全部照片</translation>
    </message>
    <message>
        <source>copy photos to a folder, make a contact sheet or a list of them</source>
        <translation>把照片复制到文件夹，或制作索引页、清单</translation>
    </message>
    <message>
        <source>at most so many photos, the best matches (default: all that fit)</source>
        <translation>最多这么多张，取最符合的（默认：所有符合的照片）</translation>
    </message>
    <message>
        <source>only say what would be copied where</source>
        <translation>只说明会把什么复制到哪里，不写入文件</translation>
    </message>
    <message>
        <source>copy the photos to it; made where it is not there</source>
        <translation>把照片复制到这个文件夹；没有就新建</translation>
    </message>
    <message>
        <source>make a contact sheet of them</source>
        <translation>制作照片索引页</translation>
    </message>
    <message>
        <source>so many columns and rows on a page of it (default 4x5)</source>
        <translation>索引页每页的列数和行数（默认 4x5）</translation>
    </message>
    <message>
        <source>write a list of them, with what is known of each</source>
        <translation>写一份清单，列出每张照片的已知信息</translation>
    </message>
    <message>
        <source>the order on the sheet and in the list (default: the best match first)</source>
        <translation>索引页和清单中的顺序（默认：最符合的在前）</translation>
    </message>
    <message>
        <source>keep the names (default), or call the copies by when the photos were taken</source>
        <translation>保留原名（默认），或按拍摄时间命名副本</translation>
    </message>
    <message>
        <source>folders below it by when the photos were taken</source>
        <translation>按拍摄时间分子文件夹</translation>
    </message>
    <message>
        <source>make copies smaller whose longest side is more than this</source>
        <translation>长边超过这个像素数的，副本缩小到这么大</translation>
    </message>
    <message>
        <source>the format of the copies (default: as they are)</source>
        <translation>副本的格式（默认：保持原样）</translation>
    </message>
    <message>
        <source>take out of the copies what is told beside the picture: all of it, or only where it was taken</source>
        <translation>去掉副本中画面以外的信息：all 全部去掉，location 只去掉拍摄地点</translation>
    </message>
    <message>
        <source>copy the files beside the photos that tell of them, too (XMP, Google Takeout)</source>
        <translation>连同照片旁边记录其信息的文件一起复制（XMP、Google Takeout）</translation>
    </message>
    <message>
        <source>{given} is no grid; give columns and rows, such as 4x5, at most 20x30</source>
        <translation>{given} 不是列数和行数；请写成 4x5 这样，最多 20x30</translation>
    </message>
    <message>
        <source> photos</source>
        <comment>after a number and before /s</comment>
        <translation> 张</translation>
    </message>
    <message>
        <source>  … --json lists all of them</source>
        <translation>  …… 用 --json 可列出全部</translation>
    </message>
    <message>
        <source>print one JSON list</source>
        <translation>输出一个 JSON 列表</translation>
    </message>
    <message>
        <source>list files that could not be used, or only in part, with the reason</source>
        <translation>列出无法处理或只能显示一部分的文件，并说明原因</translation>
    </message>
    <message>
        <source>No problems.</source>
        <translation>没有问题。</translation>
    </message>
    <message>
        <source>stop watching a folder (the files stay)</source>
        <translation>移除一个文件夹（文件保留）</translation>
    </message>
    <message>
        <source>{path} is no longer watched. Its files were not touched.</source>
        <translation>已移除 {path}，其中的文件没有动过。</translation>
    </message>
    <message>
        <source>{searchable} of {photos} in the library can be searched.</source>
        <translation>图库共有 {photos}，其中 {searchable} 张可以搜索。</translation>
    </message>
    <message>
        <source>look at the watched folders again</source>
        <translation>重新查看已添加的文件夹</translation>
    </message>
    <message>
        <source>try files again that could not be used before</source>
        <translation>再试一次以前无法处理的文件</translation>
    </message>
    <message>
        <source>Words that begin with a minus are not wanted: -people, -&quot;two words&quot;; so is what a sentence says is missing: beach without people, 没有人的海边.</source>
        <translation>以减号开头的是不想要的：-人、-&quot;两个 词&quot;；句子里说没有的也是：没有人的海边、beach without people。</translation>
    </message>
    <message>
        <source>take the words as they are: no dates, places or kinds are read out of them, only what is not wanted</source>
        <translation>照字面搜索：不从句子里读出时间、地点和种类，只分出不想要的</translation>
    </message>
    <message>
        <source>give words to search for, a picture with --like, or a filter such as --from or --tag</source>
        <translation>请给出要搜索的文字，用 --like 给出图片，或给出 --from、--tag 等筛选条件</translation>
    </message>
    <message>
        <source>there is nothing to search for: signs alone say nothing; give words, an emoji, or a picture with --like</source>
        <translation>没有可搜索的内容：只有标点符号，看不出要找什么；请给出文字、表情符号，或用 --like 指定图片</translation>
    </message>
    <message>
        <source>relevance: the best match first (default; without words the newest); recent: see --recent; newest, oldest: the photos that match well, by the date taken, then those that may match, and of these the first --top; added: likewise, what came into the library last first</source>
        <translation>relevance：最相符的在前（默认；没有文字时从新到旧）；recent：见 --recent；newest、oldest：先是相符的，再是也许相符的，各按拍摄时间排列，只列出前 --top 张；added：同样，最后添加的在前</translation>
    </message>
    <message>
        <source>find photos by words (Chinese or English), a picture, or both</source>
        <translation>用文字（中文或英文）、图片或两者一起查找照片</translation>
    </message>
    <message>
        <source>show this and end</source>
        <translation>显示本说明并退出</translation>
    </message>
    <message>
        <source>what is on the photos</source>
        <translation>照片上有什么</translation>
    </message>
    <message>
        <source>similar to it</source>
        <translation>与它相似</translation>
    </message>
    <message>
        <source>without this</source>
        <translation>不含这些</translation>
    </message>
    <message>
        <source>The option counts, not &quot;{text}&quot;.</source>
        <translation>以选项为准，不看“{text}”。</translation>
    </message>
    <message>
        <source>only in this folder</source>
        <translation>只在这个文件夹里</translation>
    </message>
    <message>
        <source>taken on this day or later</source>
        <translation>在这一天或之后拍摄</translation>
    </message>
    <message>
        <source>taken on this day or before</source>
        <translation>在这一天或之前拍摄</translation>
    </message>
    <message>
        <source>such as JPEG, HEIC or RAW</source>
        <translation>例如 JPEG、HEIC 或 RAW</translation>
    </message>
    <message>
        <source>with this tag (see `photosearch tags`)</source>
        <translation>带有这个标签（见 `photosearch tags`）</translation>
    </message>
    <message>
        <source>only photos marked as favourites</source>
        <translation>只要收藏的照片</translation>
    </message>
    <message>
        <source>unrecognized arguments: {words} (photos without something: --not WORDS)</source>
        <translation>无法识别的参数：{words}（不想要某样东西时用 --not WORDS）</translation>
    </message>
    <message>
        <source>find photos that look like a picture</source>
        <translation>查找与一张图片相似的照片</translation>
    </message>
    <message>
        <source>show watched folders and counts</source>
        <translation>显示已添加的文件夹和数量</translation>
    </message>
    <message>
        <source>{photos}, {searchable} searchable, {problems}</source>
        <translation>{photos}，其中 {searchable} 张可以搜索，{problems}</translation>
    </message>
    <message>
        <source>encoder {encoder}, index {tier} with {count}</source>
        <translation>模型 {encoder}，索引 {tier}，含 {count} 张</translation>
    </message>
    <message>
        <source>online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>left out: {patterns} ({photos})</source>
        <translation>已排除：{patterns}（{photos}）</translation>
    </message>
    <message>
        <source>keep the library up to date until interrupted</source>
        <translation>让图库保持最新，直到被中断</translation>
    </message>
    <message>
        <source>watching {path}</source>
        <translation>正在监视 {path}</translation>
    </message>
    <message>
        <source>stopped watching</source>
        <translation>已停止监视</translation>
    </message>
    <message>
        <source>open the window (what happens without a command)</source>
        <translation>打开窗口（不带命令时就是这样）</translation>
    </message>
    <message>
        <source>draw the window into a file and end</source>
        <translation>把窗口画到文件里，然后退出</translation>
    </message>
    <message>
        <source>search for this at once</source>
        <translation>打开后立即搜索这些文字</translation>
    </message>
    <message>
        <source>search for photos like this at once</source>
        <translation>打开后立即搜索与它相似的照片</translation>
    </message>
    <message>
        <source>open it out of the way, as at login</source>
        <translation>以最小化方式打开，如登录时那样</translation>
    </message>
    <message>
        <source>background work stopped: {why}</source>
        <translation>后台工作已停止：{why}</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>没有这个文件</translation>
    </message>
    <message>
        <source>it cannot be read: {error}</source>
        <translation>无法读取：{error}</translation>
    </message>
    <message>
        <source>there is no caption and no query in it</source>
        <translation>其中既没有说明也没有查询</translation>
    </message>
    <message>
        <source>this is not JSON: {error}</source>
        <translation>这不是 JSON：{error}</translation>
    </message>
    <message>
        <source>this is not a JSON object</source>
        <translation>这不是 JSON 对象</translation>
    </message>
    <message>
        <source>there is neither &apos;file&apos; nor &apos;query&apos;</source>
        <translation>既没有 &apos;file&apos; 也没有 &apos;query&apos;</translation>
    </message>
    <message>
        <source>&apos;query&apos; is no text</source>
        <translation>&apos;query&apos; 不是文字</translation>
    </message>
    <message>
        <source>the query &apos;{query}&apos; has no relevant file</source>
        <translation>查询“{query}”没有相关文件</translation>
    </message>
    <message>
        <source>&apos;{field}&apos; is no list of texts</source>
        <translation>&apos;{field}&apos; 不是文字列表</translation>
    </message>
    <message>
        <source>&apos;file&apos; is no file name</source>
        <translation>&apos;file&apos; 不是文件名</translation>
    </message>
    <message>
        <source>the photo &apos;{name}&apos; is not there</source>
        <translation>没有照片“{name}”</translation>
    </message>
    <message>
        <source>{path}, line {line}: {why}</source>
        <translation>{path}，第 {line} 行：{why}</translation>
    </message>
    <message>
        <source>No folder is watched yet: `photosearch add FOLDER`.</source>
        <translation>还没有添加任何文件夹：请用 `photosearch add FOLDER` 添加。</translation>
    </message>
    <message>
        <source>{folder} is not in a watched folder. `photosearch status` lists them.</source>
        <translation>{folder} 不在已添加的文件夹里。用 `photosearch status` 可以列出它们。</translation>
    </message>
    <message>
        <source>There is no picture format called &quot;{name}&quot;.</source>
        <translation>没有叫“{name}”的图片格式。</translation>
    </message>
    <message>
        <source>The library has {formats}.</source>
        <translation>图库里有 {formats}。</translation>
    </message>
    <message>
        <source>Such as JPEG, PNG or HEIF.</source>
        <translation>例如 JPEG、PNG 或 HEIF。</translation>
    </message>
    <message>
        <source>--from {first} is later than --until {last}: the two are the wrong way round.</source>
        <translation>--from {first} 晚于 --until {last}，两个日期写反了。</translation>
    </message>
    <message>
        <source>There is no model called &quot;{name}&quot;. There are {models}.</source>
        <translation>没有叫“{name}”的模型。可用的有 {models}。</translation>
    </message>
    <message>
        <source>{model} is not installed and has nothing in the library.</source>
        <translation>{model} 没有安装，在图库中也没有留下数据。</translation>
    </message>
    <message>
        <source>There is no file {file}. Check the path of the weights.</source>
        <translation>没有文件 {file}。请检查权重的路径。</translation>
    </message>
    <message>
        <source>{file} is there already: choose another name.</source>
        <translation>{file} 已经存在：请换一个名字。</translation>
    </message>
    <message>
        <source>{model} is in {file}. On another computer: `photosearch model install {file}`.</source>
        <translation>{model} 已写入 {file}。在另一台电脑上：`photosearch model install {file}`。</translation>
    </message>
    <message>
        <source>this is not the first line of a file of marks</source>
        <translation>这不是标记文件的首行</translation>
    </message>
    <message>
        <source>this is no JSON</source>
        <translation>不是 JSON</translation>
    </message>
    <message>
        <source>this is far too long for a mark</source>
        <translation>太长，不可能是一条标记</translation>
    </message>
    <message>
        <source>a field is missing, or this is no mark at all</source>
        <translation>缺少字段，或根本不是标记</translation>
    </message>
    <message>
        <source>the hash is not 32 hexadecimal digits</source>
        <translation>hash 不是 32 位十六进制数字</translation>
    </message>
    <message>
        <source>there is no such kind of mark</source>
        <translation>没有这种标记</translation>
    </message>
    <message>
        <source>this kind of mark needs a name, or has none, or the name is too long</source>
        <translation>这种标记缺少名称、不该有名称，或名称太长</translation>
    </message>
    <message>
        <source>the value does not fit the kind of mark</source>
        <translation>值与标记种类不符</translation>
    </message>
    <message>
        <source>changed_at_ms is no time</source>
        <translation>changed_at_ms 不是时间</translation>
    </message>
    <message>
        <source>line {number}: {flaw}</source>
        <translation>第 {number} 行：{flaw}</translation>
    </message>
    <message>
        <source>{marks} written to {file}.</source>
        <translation>已将 {marks}写入 {file}。</translation>
    </message>
    <message>
        <source>{marks} read, {changed} of them new or changed.</source>
        <translation>读取了 {marks}，其中 {changed} 条是新的或有改动。</translation>
    </message>
    <message>
        <source>There is no file {file}. Check where it is, or whether its drive is connected.</source>
        <translation>没有文件 {file}。请检查它在哪里，或所在的磁盘是否已接上。</translation>
    </message>
    <message>
        <source>There is no folder {folder}. Make it first, or choose another place.</source>
        <translation>没有文件夹“{folder}”。请先新建它，或换一个位置。</translation>
    </message>
    <message>
        <source>none has anything in the library</source>
        <translation>都没有在图库中留下数据</translation>
    </message>
    <message>
        <source>{model} ({takes})</source>
        <translation>{model}（{takes}）</translation>
    </message>
    <message>
        <source>{models}; `photosearch model remove NAME` makes room</source>
        <translation>{models}；用 `photosearch model remove 模型名` 可腾出空间</translation>
    </message>
    <message>
        <source>at most so many photos (default 10; with --all: no limit)</source>
        <translation>最多列出多少张（默认 10；加 --all 时不限）</translation>
    </message>
    <message>
        <source>also the photos that do not fit: every photo, the best match first</source>
        <translation>不相符的也列出：所有照片，最相符的在前</translation>
    </message>
    <message>
        <source>show all that is known of files, and who says it</source>
        <translation>显示文件的全部已知信息及其来源</translation>
    </message>
    <message>
        <source>  [{source}]</source>
        <translation>  [{source}]</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>{state}: {reason}</source>
        <translation>{state}：{reason}</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>哈希值</translation>
    </message>
    <message>
        <source>say how alike two pictures are</source>
        <translation>看两张图片有多像</translation>
    </message>
    <message>
        <source>which of some sentences fits a picture best</source>
        <translation>几句话里哪句最符合这张图片</translation>
    </message>
    <message>
        <source>tell what a sentence means: when, where, of what kind, and what is to be seen</source>
        <translation>说明一句话的意思：什么时候、在哪里、什么种类、要看到什么</translation>
    </message>
    <message>
        <source>understand it as on this day</source>
        <translation>当作在这一天说的来理解</translation>
    </message>
    <message>
        <source>as one would search for it</source>
        <translation>像搜索时那样说的一句话</translation>
    </message>
    <message>
        <source>what the photos show, in one word each</source>
        <translation>照片上有什么，各用一个词</translation>
    </message>
    <message>
        <source>only of these</source>
        <translation>只看这些图片</translation>
    </message>
    <message>
        <source>this word fits the pictures</source>
        <translation>这个词适合这些图片</translation>
    </message>
    <message>
        <source>this word does not fit the pictures</source>
        <translation>这个词不适合这些图片</translation>
    </message>
    <message>
        <source>take back what was said of this word</source>
        <translation>收回对这个词说过的话</translation>
    </message>
    <message>
        <source>the N most frequent ones</source>
        <translation>最常见的 N 个</translation>
    </message>
    <message>
        <source>Name the pictures that the word is about.</source>
        <translation>请写出这个词说的是哪些图片。</translation>
    </message>
    <message>
        <source>Give a word, or a few, as the tag.</source>
        <translation>请给出一个词或几个词作为标签。</translation>
    </message>
    <message>
        <source>recent photos first among those that match about as well: one that is DAYS older than another counts as if it stood twice as far down (default: what the settings say, or 365)</source>
        <translation>相符程度相近时近期的照片在前：比另一张早 DAYS 天的照片，名次按两倍计算（默认：按设置，未设置时为 365）</translation>
    </message>
    <message>
        <source>print what makes a shell complete the commands with Tab</source>
        <translation>输出让终端按 Tab 键补全命令的脚本</translation>
    </message>
    <message>
        <source>whose script is printed</source>
        <translation>输出哪种终端的脚本</translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message>
        <source>EXIF in the file</source>
        <translation>文件中的 EXIF</translation>
    </message>
    <message>
        <source>XMP in the file</source>
        <translation>文件中的 XMP</translation>
    </message>
    <message>
        <source>IPTC in the file</source>
        <translation>文件中的 IPTC</translation>
    </message>
    <message>
        <source>the camera&apos;s own notes in the file</source>
        <translation>文件中相机的自有记录</translation>
    </message>
    <message>
        <source>text in the PNG</source>
        <translation>PNG 中的文字</translation>
    </message>
    <message>
        <source>the XMP file beside it</source>
        <translation>旁边的 XMP 文件</translation>
    </message>
    <message>
        <source>Google Takeout&apos;s file beside it</source>
        <translation>旁边的 Google Takeout 文件</translation>
    </message>
    <message>
        <source>the camera (EXIF)</source>
        <translation>相机（EXIF）</translation>
    </message>
    <message>
        <source>when it was digitised (EXIF)</source>
        <translation>数字化时间（EXIF）</translation>
    </message>
    <message>
        <source>the file&apos;s name</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>when it was last changed (EXIF)</source>
        <translation>最后修改时间（EXIF）</translation>
    </message>
    <message>
        <source>when the file was last written</source>
        <translation>文件的写入时间</translation>
    </message>
    <message>
        <source>when it was added; the file&apos;s own time lies in the future</source>
        <translation>加入图库的时间；文件自身的时间在未来</translation>
    </message>
    <message>
        <source>{block}: larger than anybody writes it</source>
        <translation>{block}：大得不正常</translation>
    </message>
    <message>
        <source>{block}: it defines entities, which only attacks do</source>
        <translation>{block}：定义了实体，只有攻击才会这样写</translation>
    </message>
    <message>
        <source>{block}: damaged</source>
        <translation>{block}：已损坏</translation>
    </message>
    <message>
        <source>{value} ({source})</source>
        <translation>{value}（{source}）</translation>
    </message>
    <message>
        <source>Taken at</source>
        <translation>拍摄于</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>相机</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>镜头</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>曝光</translation>
    </message>
    <message>
        <source>Creator</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Copyright</source>
        <translation>版权</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>Software</source>
        <translation>软件</translation>
    </message>
    <message>
        <source>Colour space</source>
        <translation>色彩空间</translation>
    </message>
    <message>
        <source>Live Photo</source>
        <translation>实况照片</translation>
    </message>
    <message>
        <source>Burst</source>
        <translation>连拍</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>未能读取</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已否决</translation>
    </message>
    <message>
        <source>{source}; not certain</source>
        <translation>{source}，不确定</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>拍摄时间</translation>
    </message>
    <message>
        <source>, {metres} m high</source>
        <translation>，海拔 {metres} 米</translation>
    </message>
    <message>
        <source>, looking {degrees}°</source>
        <translation>，朝向 {degrees}°</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Keywords</source>
        <translation>关键词</translation>
    </message>
    <message>
        <source>1/{part} s</source>
        <translation>1/{part} 秒</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{length} mm</source>
        <translation>{length} 毫米</translation>
    </message>
    <message>
        <source>{length} mm on 35 mm film</source>
        <translation>等效 {length} 毫米</translation>
    </message>
    <message>
        <source>{length} mm (like {other} mm on 35 mm film)</source>
        <translation>{length} 毫米（等效 {other} 毫米）</translation>
    </message>
    <message>
        <source>far away</source>
        <translation>远处</translation>
    </message>
    <message>
        <source>{metres} m</source>
        <translation>{metres} 米</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Show or hide the library (Ctrl+B)</source>
        <translation>显示或隐藏图库（Ctrl+B）</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>图库</translation>
    </message>
    <message>
        <source>Settings (Ctrl+,)</source>
        <translation>设置（Ctrl+,）</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Show whole photos in rows, or squares (Ctrl+R)</source>
        <translation>按原来的形状排成行，或排成方格（Ctrl+R）</translation>
    </message>
    <message>
        <source>Whole photos in rows</source>
        <translation>按原来的形状排成行</translation>
    </message>
    <message>
        <source>Size of the thumbnails (Ctrl+wheel)</source>
        <translation>缩略图大小（Ctrl+滚轮）</translation>
    </message>
    <message>
        <source>Size of the thumbnails</source>
        <translation>缩略图大小</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Resume adding photos</source>
        <translation>继续添加照片</translation>
    </message>
    <message>
        <source>Pause adding photos</source>
        <translation>暂停添加照片</translation>
    </message>
    <message>
        <source>Open photosearch</source>
        <translation>打开 photosearch</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>Understood</name>
    <message>
        <source>Screenshots</source>
        <translation>截图</translation>
    </message>
    <message>
        <source>Selfies</source>
        <translation>自拍</translation>
    </message>
    <message>
        <source>Panoramas</source>
        <translation>全景照片</translation>
    </message>
    <message>
        <source>RAW files</source>
        <translation>RAW 文件</translation>
    </message>
    <message>
        <source>Animated pictures</source>
        <translation>动图</translation>
    </message>
    <message>
        <source>Live Photos</source>
        <translation>实况照片</translation>
    </message>
    <message>
        <source>Bursts</source>
        <translation>连拍</translation>
    </message>
    <message>
        <source>{text} ({meaning})</source>
        <translation>{text}（{meaning}）</translation>
    </message>
    <message>
        <source>not {text}</source>
        <translation>不要{text}</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>not rated</source>
        <translation>未评分</translation>
    </message>
    <message>
        <source>★ {stars}</source>
        <translation>{stars} 星</translation>
    </message>
    <message>
        <source>★ {stars} or more</source>
        <translation>{stars} 星以上</translation>
    </message>
    <message>
        <source>★ {least} to {most}</source>
        <translation>{least} 到 {most} 星</translation>
    </message>
</context>
<context>
    <name>UnderstoodChip</name>
    <message>
        <source>Search for the words instead</source>
        <translation>改为按字面搜索</translation>
    </message>
    <message>
        <source>Change what it means</source>
        <translation>更改它的意思</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Photo, full screen</source>
        <translation>全屏照片</translation>
    </message>
    <message>
        <source>%1 · %2 of %3</source>
        <translation>%1 · 第 %2 张，共 %3 张</translation>
    </message>
</context>
<context>
    <name>ViewerArrows</name>
    <message>
        <source>Previous photo</source>
        <translation>上一张</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>下一张</translation>
    </message>
    <message>
        <source>{what} ({key})</source>
        <translation>{what}（{key}）</translation>
    </message>
</context>
<context>
    <name>ViewerBar</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Back to the photos</source>
        <translation>返回照片列表</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>实际大小</translation>
    </message>
    <message>
        <source>Whole photo</source>
        <translation>完整显示</translation>
    </message>
    <message>
        <source>Turn left</source>
        <translation>向左旋转</translation>
    </message>
    <message>
        <source>Turn right</source>
        <translation>向右旋转</translation>
    </message>
    <message>
        <source>Stop the slideshow</source>
        <translation>停止放映</translation>
    </message>
    <message>
        <source>Slideshow</source>
        <translation>幻灯片放映</translation>
    </message>
    <message>
        <source>Find similar</source>
        <translation>找相似</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>{what} ({keys})</source>
        <translation>{what}（{keys}）</translation>
    </message>
    <message>
        <source>{percent}%</source>
        <translation>{percent}%</translation>
    </message>
    <message>
        <source>Zoom: {percent}%</source>
        <translation>缩放：{percent}%</translation>
    </message>
</context>
<context>
    <name>ViewerInfo</name>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
</context>
<context>
    <name>WrappingLabel</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>argparse</name>
    <message>
        <source>unrecognized arguments: %s</source>
        <translation>无法识别的参数：%s</translation>
    </message>
    <message>
        <source>usage: </source>
        <translation>用法: </translation>
    </message>
    <message>
        <source>options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>positional arguments</source>
        <translation>位置参数</translation>
    </message>
    <message>
        <source>show this help message and exit</source>
        <translation>显示本说明并退出</translation>
    </message>
    <message>
        <source>show program&apos;s version number and exit</source>
        <translation>显示版本号并退出</translation>
    </message>
    <message>
        <source>%(prog)s: error: %(message)s
</source>
        <translation>%(prog)s: 错误: %(message)s
</translation>
    </message>
    <message>
        <source>argument %(argument_name)s: %(message)s</source>
        <translation>参数 %(argument_name)s: %(message)s</translation>
    </message>
    <message>
        <source>the following arguments are required: %s</source>
        <translation>缺少必需的参数：%s</translation>
    </message>
    <message>
        <source>one of the arguments %s is required</source>
        <translation>参数 %s 中必须给出一个</translation>
    </message>
    <message>
        <source>expected one argument</source>
        <translation>需要一个值</translation>
    </message>
    <message>
        <source>expected at most one argument</source>
        <translation>最多只能有一个值</translation>
    </message>
    <message>
        <source>expected at least one argument</source>
        <translation>至少需要一个值</translation>
    </message>
    <message>
        <source>expected %s argument</source>
        <translation>需要 %s 个值</translation>
    </message>
    <message>
        <source>expected %s arguments</source>
        <translation>需要 %s 个值</translation>
    </message>
    <message>
        <source>invalid choice: %(value)r (choose from %(choices)s)</source>
        <translation>无效的选择：%(value)r（可选：%(choices)s）</translation>
    </message>
    <message>
        <source>invalid %(type)s value: %(value)r</source>
        <translation>无效的 %(type)s 值：%(value)r</translation>
    </message>
    <message>
        <source>ambiguous option: %(option)s could match %(matches)s</source>
        <translation>选项不明确：%(option)s 可能是 %(matches)s</translation>
    </message>
    <message>
        <source>not allowed with argument %s</source>
        <translation>不能与参数 %s 一起使用</translation>
    </message>
    <message>
        <source>ignored explicit argument %r</source>
        <translation>多余的值 %r</translation>
    </message>
    <message>
        <source>unexpected option string: %s</source>
        <translation>意外的选项：%s</translation>
    </message>
    <message>
        <source>unknown parser %(parser_name)r (choices: %(choices)s)</source>
        <translation>未知的命令 %(parser_name)r（可选：%(choices)s）</translation>
    </message>
    <message>
        <source>can&apos;t open &apos;%(filename)s&apos;: %(error)s</source>
        <translation>无法打开“%(filename)s”：%(error)s</translation>
    </message>
</context>
</TS>
