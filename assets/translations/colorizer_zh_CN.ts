<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
  <context>
    <name>AboutWindow</name>
    <message>
      <source>About Colorizer</source>
      <translation>关于 Colorizer</translation>
    </message>
    <message>
      <source>Colorizer gives black-and-white photos believable color. Photos never leave this computer.</source>
      <translation>Colorizer 为黑白照片赋予可信的色彩。照片绝不会离开这台电脑。</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>复制</translation>
    </message>
    <message>
      <source>Copy the details, to send them with a question</source>
      <translation>复制详细信息，以便提问时附上</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>详细信息</translation>
    </message>
    <message>
      <source>Free software under the MIT License. Models have licenses of their own.</source>
      <translation>基于 MIT 许可证的自由软件。模型有各自的许可证。</translation>
    </message>
    <message>
      <source>Licenses</source>
      <translation>许可证</translation>
    </message>
    <message>
      <source>Loading...</source>
      <translation>正在检查...</translation>
    </message>
  </context>
  <context>
    <name>Actions</name>
    <message>
      <source>&amp;About Colorizer</source>
      <translation>关于 Colorizer(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;Add Hint at Center</source>
      <translation>在中央添加提示点(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;After</source>
      <translation>上色后(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;Automatic (the Fastest That Works)</source>
      <translation>自动（可用的最快设备）(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;Bigger Hint</source>
      <translation>放大提示点(&amp;B)</translation>
    </message>
    <message>
      <source>&amp;Brush</source>
      <translation>画笔(&amp;B)</translation>
    </message>
    <message>
      <source>&amp;Close Photo</source>
      <translation>关闭照片(&amp;C)</translation>
    </message>
    <message>
      <source>&amp;Copy Result</source>
      <translation>复制结果(&amp;C)</translation>
    </message>
    <message>
      <source>&amp;Dark</source>
      <translation>深色(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Dismiss Proposed Colors</source>
      <translation>忽略建议的颜色(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Divider</source>
      <translation>分隔线(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Eraser</source>
      <translation>橡皮擦(&amp;E)</translation>
    </message>
    <message>
      <source>&amp;Everywhere</source>
      <translation>全部(&amp;E)</translation>
    </message>
    <message>
      <source>&amp;Fit to Window</source>
      <translation>适合窗口(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;Graphics Card (CUDA)</source>
      <translation>显卡（CUDA）(&amp;G)</translation>
    </message>
    <message>
      <source>&amp;Guide</source>
      <translation>使用指南(&amp;G)</translation>
    </message>
    <message>
      <source>&amp;Here</source>
      <translation>此处(&amp;H)</translation>
    </message>
    <message>
      <source>&amp;Hint</source>
      <translation>提示点(&amp;H)</translation>
    </message>
    <message>
      <source>&amp;Intel (OpenVINO)</source>
      <translation>Intel（OpenVINO）(&amp;I)</translation>
    </message>
    <message>
      <source>&amp;Keyboard and Mouse</source>
      <translation>键盘与鼠标(&amp;K)</translation>
    </message>
    <message>
      <source>&amp;Light</source>
      <translation>浅色(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;Mac (Core ML)</source>
      <translation>Mac（Core ML）(&amp;M)</translation>
    </message>
    <message>
      <source>&amp;Manage Models...</source>
      <translation>管理模型(&amp;M)...</translation>
    </message>
    <message>
      <source>&amp;Models</source>
      <translation>模型(&amp;M)</translation>
    </message>
    <message>
      <source>&amp;Next Hint</source>
      <translation>下一个提示点(&amp;N)</translation>
    </message>
    <message>
      <source>&amp;Next Photo</source>
      <translation>下一张照片(&amp;N)</translation>
    </message>
    <message>
      <source>&amp;Open...</source>
      <translation>打开(&amp;O)...</translation>
    </message>
    <message>
      <source>&amp;Other Program...</source>
      <translation>其他程序(&amp;O)...</translation>
    </message>
    <message>
      <source>&amp;Panel</source>
      <translation>面板(&amp;P)</translation>
    </message>
    <message>
      <source>&amp;Paste Photo</source>
      <translation>粘贴照片(&amp;P)</translation>
    </message>
    <message>
      <source>&amp;Previous Hint</source>
      <translation>上一个提示点(&amp;P)</translation>
    </message>
    <message>
      <source>&amp;Previous Photo</source>
      <translation>上一张照片(&amp;P)</translation>
    </message>
    <message>
      <source>&amp;Process Folder...</source>
      <translation>处理文件夹(&amp;P)...</translation>
    </message>
    <message>
      <source>&amp;Processor (CPU)</source>
      <translation>处理器（CPU）(&amp;P)</translation>
    </message>
    <message>
      <source>&amp;Propose Saved Colors</source>
      <translation>建议已保存的颜色(&amp;P)</translation>
    </message>
    <message>
      <source>&amp;Protect from Color</source>
      <translation>保护不上色(&amp;P)</translation>
    </message>
    <message>
      <source>&amp;Quit</source>
      <translation>退出(&amp;Q)</translation>
    </message>
    <message>
      <source>&amp;Remove Hint</source>
      <translation>删除提示点(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Reset Look</source>
      <translation>重置外观(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Save</source>
      <translation>保存(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Select Region</source>
      <translation>选择区域(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Smaller Hint</source>
      <translation>缩小提示点(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Surface</source>
      <translation>表面(&amp;S)</translation>
    </message>
    <message>
      <source>A&amp;ctual Size (100%)</source>
      <translation>实际大小 100%(&amp;C)</translation>
    </message>
    <message>
      <source>B&amp;efore</source>
      <translation>上色前(&amp;E)</translation>
    </message>
    <message>
      <source>Before (3, or hold \)</source>
      <translation>上色前（3，或按住 \）</translation>
    </message>
    <message>
      <source>C&amp;opy Color of Hint</source>
      <translation>复制提示点颜色(&amp;O)</translation>
    </message>
    <message>
      <source>Change Reac&amp;h</source>
      <translation>更改作用范围(&amp;T)</translation>
    </message>
    <message>
      <source>Clos&amp;e All Photos</source>
      <translation>关闭所有照片(&amp;E)</translation>
    </message>
    <message>
      <source>Copy Look and &amp;Hints</source>
      <translation>复制外观和提示点(&amp;H)</translation>
    </message>
    <message>
      <source>D&amp;eselect Hint</source>
      <translation>取消选择提示点(&amp;E)</translation>
    </message>
    <message>
      <source>Double Si&amp;ze (200%)</source>
      <translation>两倍大小 200%(&amp;W)</translation>
    </message>
    <message>
      <source>F&amp;irst Photo</source>
      <translation>第一张照片(&amp;I)</translation>
    </message>
    <message>
      <source>F&amp;ull Screen</source>
      <translation>全屏(&amp;U)</translation>
    </message>
    <message>
      <source>Follow &amp;System</source>
      <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
      <source>Graphics Card (&amp;DirectML)</source>
      <translation>显卡（DirectML）(&amp;D)</translation>
    </message>
    <message>
      <source>Graphics Card (&amp;TensorRT)</source>
      <translation>显卡（TensorRT）(&amp;T)</translation>
    </message>
    <message>
      <source>Graphics Card (&amp;WebGPU)</source>
      <translation>显卡（WebGPU）(&amp;W)</translation>
    </message>
    <message>
      <source>Keep This Area &amp;Gray</source>
      <translation>此区域保持灰色(&amp;G)</translation>
    </message>
    <message>
      <source>Las&amp;t Photo</source>
      <translation>最后一张照片(&amp;D)</translation>
    </message>
    <message>
      <source>Ne&amp;xt Uncertain Place</source>
      <translation>下一个不确定位置(&amp;X)</translation>
    </message>
    <message>
      <source>Open &amp;Folder...</source>
      <translation>打开文件夹(&amp;F)...</translation>
    </message>
    <message>
      <source>Open &amp;Log File</source>
      <translation>打开日志文件(&amp;L)</translation>
    </message>
    <message>
      <source>Open &amp;Recent</source>
      <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
      <source>Open Result Wit&amp;h</source>
      <translation>打开结果的方式(&amp;W)</translation>
    </message>
    <message>
      <source>Open Result in Another Pro&amp;gram</source>
      <translation>在其他程序中打开结果(&amp;G)</translation>
    </message>
    <message>
      <source>Paste &amp;Look</source>
      <translation>粘贴外观(&amp;L)</translation>
    </message>
    <message>
      <source>Paste H&amp;ints</source>
      <translation>粘贴提示点(&amp;I)</translation>
    </message>
    <message>
      <source>Pick Color &amp;from Photo</source>
      <translation>从照片中取色(&amp;H)</translation>
    </message>
    <message>
      <source>Pr&amp;epare Scan</source>
      <translation>准备扫描件(&amp;E)</translation>
    </message>
    <message>
      <source>Remove A&amp;ll Hints</source>
      <translation>删除全部提示点(&amp;L)</translation>
    </message>
    <message>
      <source>Rotate Le&amp;ft</source>
      <translation>向左旋转(&amp;F)</translation>
    </message>
    <message>
      <source>Rotate Ri&amp;ght</source>
      <translation>向右旋转(&amp;G)</translation>
    </message>
    <message>
      <source>Sa&amp;ved Colors</source>
      <translation>已保存的颜色(&amp;V)</translation>
    </message>
    <message>
      <source>Save &amp;As...</source>
      <translation>另存为(&amp;A)...</translation>
    </message>
    <message>
      <source>Save &amp;Color of Hint...</source>
      <translation>保存提示点的颜色(&amp;C)...</translation>
    </message>
    <message>
      <source>Save &amp;With Options...</source>
      <translation>按选项保存(&amp;T)...</translation>
    </message>
    <message>
      <source>Save A&amp;ll...</source>
      <translation>全部保存(&amp;L)...</translation>
    </message>
    <message>
      <source>Se&amp;ttings...</source>
      <translation>设置(&amp;T)...</translation>
    </message>
    <message>
      <source>Show &amp;Matched Places</source>
      <translation>显示匹配位置(&amp;M)</translation>
    </message>
    <message>
      <source>Show &amp;Uncertain Areas</source>
      <translation>显示不确定区域(&amp;U)</translation>
    </message>
    <message>
      <source>Show Agreement &amp;With Version</source>
      <translation>显示与另一版本的一致处(&amp;W)</translation>
    </message>
    <message>
      <source>Show Result in Fol&amp;der</source>
      <translation>在文件夹中显示结果(&amp;H)</translation>
    </message>
    <message>
      <source>Side &amp;by Side</source>
      <translation>并排(&amp;B)</translation>
    </message>
    <message>
      <source>V&amp;ariants...</source>
      <translation>变体(&amp;A)...</translation>
    </message>
    <message>
      <source>Zoom &amp;In</source>
      <translation>放大(&amp;I)</translation>
    </message>
    <message>
      <source>Zoom &amp;Out</source>
      <translation>缩小(&amp;O)</translation>
    </message>
  </context>
  <context>
    <name>AdjustmentRow</name>
    <message>
      <source>{0}, number</source>
      <translation>{0}，数值</translation>
    </message>
    <message>
      <source>{0}. Double-click resets to {1}</source>
      <translation>{0}。双击：恢复为 {1}</translation>
    </message>
  </context>
  <context>
    <name>AgreementView</name>
    <message>
      <source>Bright: colors of the version. Dark: it differs, colors of the model</source>
      <translation>明亮处：另一版本的颜色。暗处：内容不同，使用模型的颜色</translation>
    </message>
  </context>
  <context>
    <name>AngleRow</name>
    <message>
      <source>Straighten</source>
      <translation>拉直</translation>
    </message>
    <message>
      <source>Turn the photo a little. Double-click resets to 0</source>
      <translation>略微旋转照片。双击：恢复为 0</translation>
    </message>
    <message>
      <source>{0}, number</source>
      <translation>{0}，数值</translation>
    </message>
  </context>
  <context>
    <name>BatchControls</name>
    <message>
      <source>Look of the open photo</source>
      <translation>当前照片的外观</translation>
    </message>
    <message>
      <source>Neutral</source>
      <translation>中性</translation>
    </message>
  </context>
  <context>
    <name>BatchModel</name>
    <message>
      <source>Message</source>
      <translation>消息</translation>
    </message>
    <message>
      <source>Photo</source>
      <translation>照片</translation>
    </message>
    <message>
      <source>Seconds</source>
      <translation>秒</translation>
    </message>
    <message>
      <source>State</source>
      <translation>状态</translation>
    </message>
  </context>
  <context>
    <name>BatchProgress</name>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Open Folder</source>
      <translation>打开文件夹</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>暂停</translation>
    </message>
    <message>
      <source>Photos to colorize: {0}</source>
      <translation>待上色的照片：{0}</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>进度</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>继续</translation>
    </message>
    <message>
      <source>Retry Failed</source>
      <translation>重试失败项</translation>
    </message>
    <message>
      <source>Start</source>
      <translation>开始</translation>
    </message>
    <message>
      <source>about {0} hours left</source>
      <translation>大约还需 {0} 小时</translation>
    </message>
    <message>
      <source>about {0} min left</source>
      <translation>剩余约 {0} 分钟</translation>
    </message>
    <message>
      <source>less than a minute left</source>
      <translation>剩余不到 1 分钟</translation>
    </message>
    <message>
      <source>paused</source>
      <translation>已暂停</translation>
    </message>
    <message>
      <source>{0} of {1} photos</source>
      <translation>{0}/{1} 张照片</translation>
    </message>
  </context>
  <context>
    <name>BatchSettings</name>
    <message>
      <source>A table of all photos, beside the results: state, seconds, size, model, message</source>
      <translation>与结果放在一起的照片清单：状态、秒数、尺寸、模型、消息</translation>
    </message>
    <message>
      <source>Automatic</source>
      <translation>自动</translation>
    </message>
    <message>
      <source>Colorize again</source>
      <translation>重新上色</translation>
    </message>
    <message>
      <source>DONE WITH AN EARLIER MODEL</source>
      <translation>用旧版模型上色的照片</translation>
    </message>
    <message>
      <source>Example: {0}</source>
      <translation>示例：{0}</translation>
    </message>
    <message>
      <source>FILTER BY NAME</source>
      <translation>按名称筛选</translation>
    </message>
    <message>
      <source>FORMAT AND QUALITY</source>
      <translation>格式与品质</translation>
    </message>
    <message>
      <source>Filter by name</source>
      <translation>按名称筛选</translation>
    </message>
    <message>
      <source>Folder for the results</source>
      <translation>结果文件夹</translation>
    </message>
    <message>
      <source>Folder with the photos</source>
      <translation>照片文件夹</translation>
    </message>
    <message>
      <source>For example {0}; * matches anything</source>
      <translation>例如 {0}；* 代表任意字符</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>格式</translation>
    </message>
    <message>
      <source>IF THE FILE EXISTS</source>
      <translation>如果文件已存在</translation>
    </message>
    <message>
      <source>If the file exists</source>
      <translation>如果文件已存在</translation>
    </message>
    <message>
      <source>Include subfolders</source>
      <translation>包含子文件夹</translation>
    </message>
    <message>
      <source>Keep their colors</source>
      <translation>保留其颜色</translation>
    </message>
    <message>
      <source>Keep their own colors</source>
      <translation>保留其原有颜色</translation>
    </message>
    <message>
      <source>LOOK</source>
      <translation>外观</translation>
    </message>
    <message>
      <source>Look</source>
      <translation>外观</translation>
    </message>
    <message>
      <source>MODEL</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>More</source>
      <translation>更多</translation>
    </message>
    <message>
      <source>NAMES</source>
      <translation>名称</translation>
    </message>
    <message>
      <source>Names of the results</source>
      <translation>结果的名称</translation>
    </message>
    <message>
      <source>Number it</source>
      <translation>自动编号</translation>
    </message>
    <message>
      <source>Overwrite</source>
      <translation>覆盖</translation>
    </message>
    <message>
      <source>PHOTOS</source>
      <translation>照片</translation>
    </message>
    <message>
      <source>PHOTOS IN COLOR</source>
      <translation>彩色照片</translation>
    </message>
    <message>
      <source>Photos of an earlier version of the model</source>
      <translation>由模型旧版本上色的照片</translation>
    </message>
    <message>
      <source>Photos that are in color already are prepared, but not colorized</source>
      <translation>已是彩色的照片只做准备处理，不上色</translation>
    </message>
    <message>
      <source>Quality</source>
      <translation>品质</translation>
    </message>
    <message>
      <source>Quality of {0}, 1 to 100; 0 keeps the lightness of a JPEG</source>
      <translation>{0} 的质量，1 到 100；0 保持 JPEG 的明度</translation>
    </message>
    <message>
      <source>REPORT</source>
      <translation>报告</translation>
    </message>
    <message>
      <source>RESULTS</source>
      <translation>结果</translation>
    </message>
    <message>
      <source>Same as photo</source>
      <translation>与照片相同</translation>
    </message>
    <message>
      <source>Skip</source>
      <translation>跳过</translation>
    </message>
    <message>
      <source>Write {0}</source>
      <translation>写入 {0}</translation>
    </message>
    <message>
      <source>{0} stands for the name of the photo, {1} for its extension</source>
      <translation>{0} 代表照片的名称，{1} 代表扩展名</translation>
    </message>
  </context>
  <context>
    <name>BatchTable</name>
    <message>
      <source>Already done</source>
      <translation>此前已完成</translation>
    </message>
    <message>
      <source>Colorizing</source>
      <translation>正在上色</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>已完成</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>失败</translation>
    </message>
    <message>
      <source>Not done</source>
      <translation>未处理</translation>
    </message>
    <message>
      <source>Photos of the batch</source>
      <translation>批处理的照片</translation>
    </message>
    <message>
      <source>Skipped</source>
      <translation>已跳过</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>等待中</translation>
    </message>
  </context>
  <context>
    <name>BatchWindow</name>
    <message>
      <source>A batch is running. Closing stops it; photos that are done are skipped the next time.</source>
      <translation>批处理正在运行。关闭会将其停止；已完成的照片下次会跳过。</translation>
    </message>
    <message>
      <source>Choose a folder with photos, or drop one here</source>
      <translation>选择照片文件夹，或将其拖放到此处</translation>
    </message>
    <message>
      <source>Looking for photos...</source>
      <translation>正在查找照片...</translation>
    </message>
    <message>
      <source>No photo in this folder has a name like {0}. Change the filter under More.</source>
      <translation>此文件夹中没有名称类似 {0} 的照片。请在“更多”中更改筛选条件。</translation>
    </message>
    <message>
      <source>Process Folder</source>
      <translation>处理文件夹</translation>
    </message>
    <message>
      <source>Start again later; photos that are done are skipped.</source>
      <translation>请稍后重新开始；已完成的照片会跳过。</translation>
    </message>
    <message>
      <source>Stop and Close</source>
      <translation>停止并关闭</translation>
    </message>
    <message>
      <source>There is no photo in this folder. Choose another one.</source>
      <translation>此文件夹中没有照片。请选择其他文件夹。</translation>
    </message>
  </context>
  <context>
    <name>Canvas</name>
    <message>
      <source>Photo</source>
      <translation>照片</translation>
    </message>
  </context>
  <context>
    <name>CanvasMenu</name>
    <message>
      <source>&amp;Reach</source>
      <translation>范围(&amp;R)</translation>
    </message>
    <message>
      <source>Add &amp;Hint Here</source>
      <translation>在此处添加提示点(&amp;H)</translation>
    </message>
  </context>
  <context>
    <name>CarryControls</name>
    <message>
      <source>Look and hints copied</source>
      <translation>外观和提示点已复制</translation>
    </message>
    <message>
      <source>Pasted into {0} of {1} photos</source>
      <translation>已粘贴到 {1} 张照片中的 {0} 张</translation>
    </message>
    <message>
      <source>Pasting into {0} photos</source>
      <translation>正在粘贴到 {0} 张照片</translation>
    </message>
  </context>
  <context>
    <name>ColorPanel</name>
    <message>
      <source>COLOR</source>
      <translation>颜色</translation>
    </message>
    <message>
      <source>HEX</source>
      <translation>HEX</translation>
    </message>
    <message>
      <source>Keep Gray</source>
      <translation>保持灰色</translation>
    </message>
    <message>
      <source>Recent</source>
      <translation>最近使用</translation>
    </message>
    <message>
      <source>Recent color {0}</source>
      <translation>最近使用的颜色 {0}</translation>
    </message>
    <message>
      <source>Suggested color {0}</source>
      <translation>建议的颜色 {0}</translation>
    </message>
    <message>
      <source>Suggested here</source>
      <translation>此处的建议</translation>
    </message>
    <message>
      <source>{0} → {1}: the photo keeps its lightness.</source>
      <translation>{0} → {1}：照片的明度保持不变。</translation>
    </message>
    <message>
      <source>{0} → {1}: too bright here for so vivid a color.</source>
      <translation>{0} → {1}：此处太亮，颜色无法如此鲜艳。</translation>
    </message>
    <message>
      <source>{0} → {1}: too dark here for so vivid a color.</source>
      <translation>{0} → {1}：此处太暗，颜色无法如此鲜艳。</translation>
    </message>
  </context>
  <context>
    <name>ColorPlane</name>
    <message>
      <source>Click in the photo where you know the color.</source>
      <translation>在照片中单击您知道颜色的位置。</translation>
    </message>
    <message>
      <source>Color of the hint</source>
      <translation>提示点的颜色</translation>
    </message>
    <message>
      <source>Drag to change the color (arrow keys; faster with Shift)</source>
      <translation>拖动可更改颜色（方向键；按住 Shift 更快）</translation>
    </message>
  </context>
  <context>
    <name>ColorSetsPanel</name>
    <message>
      <source>&amp;New Color Set</source>
      <translation>新建颜色集(&amp;N)</translation>
    </message>
    <message>
      <source>&amp;Remove Color Set</source>
      <translation>移除颜色集(&amp;R)</translation>
    </message>
    <message>
      <source>Add the color of the hint to the color set</source>
      <translation>将提示点的颜色添加到颜色集</translation>
    </message>
    <message>
      <source>Add, rename or remove a color set</source>
      <translation>添加、重命名或删除颜色集</translation>
    </message>
    <message>
      <source>Color set</source>
      <translation>颜色集</translation>
    </message>
    <message>
      <source>Color set {0}</source>
      <translation>颜色集 {0}</translation>
    </message>
    <message>
      <source>Color {0} of the set</source>
      <translation>颜色集中的颜色 {0}</translation>
    </message>
    <message>
      <source>Colors for a series of photos</source>
      <translation>用于一系列照片的颜色</translation>
    </message>
    <message>
      <source>Name of the color set</source>
      <translation>颜色集名称</translation>
    </message>
    <message>
      <source>No color set yet</source>
      <translation>尚无颜色集</translation>
    </message>
    <message>
      <source>Ren&amp;ame Color Set</source>
      <translation>重命名颜色集(&amp;A)</translation>
    </message>
  </context>
  <context>
    <name>CropRows</name>
    <message>
      <source>CROP</source>
      <translation>裁剪</translation>
    </message>
    <message>
      <source>Drag along the horizon, or along something upright, to straighten the photo</source>
      <translation>沿地平线或竖直物体拖动，即可拉直照片</translation>
    </message>
    <message>
      <source>Draw a Line</source>
      <translation>画线</translation>
    </message>
    <message>
      <source>Free</source>
      <translation>自由</translation>
    </message>
    <message>
      <source>Keep the whole photo</source>
      <translation>保留整张照片</translation>
    </message>
    <message>
      <source>Original</source>
      <translation>原始</translation>
    </message>
    <message>
      <source>Ratio of the sides</source>
      <translation>长宽比</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>重置</translation>
    </message>
    <message>
      <source>Reset crop</source>
      <translation>重置裁剪</translation>
    </message>
    <message>
      <source>Rotate</source>
      <translation>旋转</translation>
    </message>
    <message>
      <source>Swap width and height of the ratio</source>
      <translation>交换比例的宽和高</translation>
    </message>
  </context>
  <context>
    <name>Dialogs</name>
    <message>
      <source>All files</source>
      <translation>所有文件</translation>
    </message>
    <message>
      <source>Animated WebP</source>
      <translation>WebP 动画</translation>
    </message>
    <message>
      <source>Import Models</source>
      <translation>导入模型</translation>
    </message>
    <message>
      <source>Models</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>Open Photos</source>
      <translation>打开照片</translation>
    </message>
    <message>
      <source>Photos</source>
      <translation>照片</translation>
    </message>
    <message>
      <source>Save Result</source>
      <translation>保存结果</translation>
    </message>
    <message>
      <source>Web page</source>
      <translation>网页</translation>
    </message>
  </context>
  <context>
    <name>DisplayControls</name>
    <message>
      <source>Colorized in {0} s</source>
      <translation>已上色，用时 {0} 秒</translation>
    </message>
    <message>
      <source>Colorizing</source>
      <translation>正在上色</translation>
    </message>
    <message>
      <source>Keep</source>
      <translation>保留</translation>
    </message>
    <message>
      <source>Keep the Old Colors</source>
      <translation>保留原来的颜色</translation>
    </message>
    <message>
      <source>Models...</source>
      <translation>模型...</translation>
    </message>
    <message>
      <source>Not colorized</source>
      <translation>未上色</translation>
    </message>
    <message>
      <source>Recolor</source>
      <translation>重新上色</translation>
    </message>
    <message>
      <source>Use the New Version</source>
      <translation>使用新版本</translation>
    </message>
  </context>
  <context>
    <name>Divider</name>
    <message>
      <source>Divider between before and after</source>
      <translation>上色前与上色后之间的分隔线</translation>
    </message>
    <message>
      <source>Drag to compare before and after (arrow keys when focused)</source>
      <translation>拖动可比较上色前与上色后（获得焦点时用方向键）</translation>
    </message>
  </context>
  <context>
    <name>DragButton</name>
    <message>
      <source>Drag the result</source>
      <translation>拖出结果</translation>
    </message>
    <message>
      <source>Drag the result from here into another program</source>
      <translation>将结果从此处拖到其他程序</translation>
    </message>
  </context>
  <context>
    <name>DustRows</name>
    <message>
      <source>Brush (B)</source>
      <translation>画笔 (B)</translation>
    </message>
    <message>
      <source>Clear</source>
      <translation>清除</translation>
    </message>
    <message>
      <source>DUST</source>
      <translation>灰尘</translation>
    </message>
    <message>
      <source>Eraser (E)</source>
      <translation>橡皮擦 (E)</translation>
    </message>
    <message>
      <source>Fill nothing</source>
      <translation>不填补任何位置</translation>
    </message>
    <message>
      <source>Find</source>
      <translation>查找</translation>
    </message>
    <message>
      <source>Look for dust and scratches</source>
      <translation>查找灰尘和划痕</translation>
    </message>
    <message>
      <source>Looking</source>
      <translation>正在查找</translation>
    </message>
    <message>
      <source>Places: {0}</source>
      <translation>位置：{0}</translation>
    </message>
    <message>
      <source>Show Mask</source>
      <translation>显示蒙版</translation>
    </message>
    <message>
      <source>Show what is filled, or how it looks when filled</source>
      <translation>显示将填补的位置，或填补后的效果</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>停止</translation>
    </message>
    <message>
      <source>Stop looking for dust</source>
      <translation>停止查找灰尘</translation>
    </message>
  </context>
  <context>
    <name>EmptyPage</name>
    <message>
      <source>Drop a black-and-white photo here</source>
      <translation>将黑白照片拖放到此处</translation>
    </message>
    <message>
      <source>Open {0}</source>
      <translation>打开 {0}</translation>
    </message>
    <message>
      <source>Open...</source>
      <translation>打开...</translation>
    </message>
    <message>
      <source>Recent photos</source>
      <translation>最近的照片</translation>
    </message>
  </context>
  <context>
    <name>ExportControls</name>
    <message>
      <source>Result copied</source>
      <translation>已复制结果</translation>
    </message>
    <message>
      <source>Save All Results To</source>
      <translation>将所有结果保存到</translation>
    </message>
    <message>
      <source>Saved {0}</source>
      <translation>已保存 {0}</translation>
    </message>
    <message>
      <source>Saved {0} of {1} photos in {2}</source>
      <translation>已将 {1} 张照片中的 {0} 张保存到 {2}</translation>
    </message>
    <message>
      <source>Saving {0} photos</source>
      <translation>正在保存 {0} 张照片</translation>
    </message>
    <message>
      <source>Stopped</source>
      <translation>已停止</translation>
    </message>
  </context>
  <context>
    <name>FileField</name>
    <message>
      <source>Browse...</source>
      <translation>浏览...</translation>
    </message>
    <message>
      <source>Clear</source>
      <translation>清除</translation>
    </message>
  </context>
  <context>
    <name>FolderEdit</name>
    <message>
      <source>Choose...</source>
      <translation>选择...</translation>
    </message>
    <message>
      <source>Choose: {0}</source>
      <translation>选择：{0}</translation>
    </message>
  </context>
  <context>
    <name>GuideWindow</name>
    <message>
      <source>Guide</source>
      <translation>使用指南</translation>
    </message>
  </context>
  <context>
    <name>HelpControls</name>
    <message>
      <source>Open Log File</source>
      <translation>打开日志文件</translation>
    </message>
  </context>
  <context>
    <name>HexEdit</name>
    <message>
      <source>Color as HEX</source>
      <translation>HEX 颜色值</translation>
    </message>
    <message>
      <source>Type a color, such as #8a6d4b, and press Enter</source>
      <translation>输入颜色，例如 #8a6d4b，然后按 Enter</translation>
    </message>
  </context>
  <context>
    <name>HintControls</name>
    <message>
      <source>A new hint. Choose its color</source>
      <translation>新提示点。请选择颜色</translation>
    </message>
    <message>
      <source>Hint {0} of {1} is selected</source>
      <translation>已选择第 {0} 个提示点，共 {1} 个</translation>
    </message>
    <message>
      <source>Hints: {0}</source>
      <translation>提示点：{0}</translation>
    </message>
  </context>
  <context>
    <name>HintTool</name>
    <message>
      <source>Hint {0}, {1}. Drag to move, right-click for more</source>
      <translation>提示点 {0}，{1}。拖动可移动，右键查看更多</translation>
    </message>
  </context>
  <context>
    <name>Labels</name>
    <message>
      <source>After</source>
      <translation>上色后</translation>
    </message>
    <message>
      <source>Before</source>
      <translation>上色前</translation>
    </message>
  </context>
  <context>
    <name>LevelsPlot</name>
    <message>
      <source>Drag the ends to where the tones begin and end</source>
      <translation>将两端拖到色调开始和结束的位置</translation>
    </message>
    <message>
      <source>Histogram of the scan</source>
      <translation>扫描件的直方图</translation>
    </message>
  </context>
  <context>
    <name>LevelsRows</name>
    <message>
      <source>Automatic</source>
      <translation>自动</translation>
    </message>
    <message>
      <source>Black</source>
      <translation>黑</translation>
    </message>
    <message>
      <source>Find the darkest and the lightest tone of what is kept of the photo</source>
      <translation>查找保留部分中最暗和最亮的色调</translation>
    </message>
    <message>
      <source>How bright the tones between are; above 1 is brighter</source>
      <translation>中间色调的亮度；大于 1 更亮</translation>
    </message>
    <message>
      <source>Invert negative</source>
      <translation>反转负片</translation>
    </message>
    <message>
      <source>Middle</source>
      <translation>中间</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>重置</translation>
    </message>
    <message>
      <source>Reset levels</source>
      <translation>重置色阶</translation>
    </message>
    <message>
      <source>TONES</source>
      <translation>色调</translation>
    </message>
    <message>
      <source>White</source>
      <translation>白</translation>
    </message>
  </context>
  <context>
    <name>LicensesWindow</name>
    <message>
      <source>License</source>
      <translation>许可证</translation>
    </message>
    <message>
      <source>Licenses</source>
      <translation>许可证</translation>
    </message>
    <message>
      <source>Parts of the program</source>
      <translation>程序的组成部分</translation>
    </message>
  </context>
  <context>
    <name>LookControls</name>
    <message>
      <source>Adjusts only: {0}</source>
      <translation>仅调整：{0}</translation>
    </message>
    <message>
      <source>Adjusts the whole photo</source>
      <translation>调整整张照片</translation>
    </message>
    <message>
      <source>Aligning {0} to this photo</source>
      <translation>正在将 {0} 与此照片对齐</translation>
    </message>
    <message>
      <source>Borrowing colors from {0}</source>
      <translation>正在提取 {0} 的颜色</translation>
    </message>
  </context>
  <context>
    <name>LookPanel</name>
    <message>
      <source>LOOK</source>
      <translation>外观</translation>
    </message>
    <message>
      <source>Looks to start from, including your own</source>
      <translation>可作为起点的外观，以及您自己的外观</translation>
    </message>
    <message>
      <source>More</source>
      <translation>更多</translation>
    </message>
    <message>
      <source>Presets</source>
      <translation>预设</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>重置</translation>
    </message>
    <message>
      <source>Reset all adjustments to neutral</source>
      <translation>将所有调整恢复为中性</translation>
    </message>
  </context>
  <context>
    <name>MatchView</name>
    <message>
      <source>Bright: colors of the reference photo. Dark: colors of the model</source>
      <translation>亮处：参考照片的颜色。暗处：模型的颜色</translation>
    </message>
    <message>
      <source>Here {0}% from the reference photo, {1}% from the model</source>
      <translation>此处 {0}% 来自参考照片，{1}% 来自模型</translation>
    </message>
  </context>
  <context>
    <name>MenuBar</name>
    <message>
      <source>&amp;Batch</source>
      <translation>批处理(&amp;B)</translation>
    </message>
    <message>
      <source>&amp;Device</source>
      <translation>设备(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Edit</source>
      <translation>编辑(&amp;E)</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>文件(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>帮助(&amp;H)</translation>
    </message>
    <message>
      <source>&amp;Theme</source>
      <translation>主题(&amp;T)</translation>
    </message>
    <message>
      <source>&amp;Tool</source>
      <translation>工具(&amp;K)</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>视图(&amp;V)</translation>
    </message>
    <message>
      <source>H&amp;ints</source>
      <translation>提示点(&amp;I)</translation>
    </message>
    <message>
      <source>Rea&amp;ch</source>
      <translation>范围(&amp;C)</translation>
    </message>
  </context>
  <context>
    <name>Message</name>
    <message>
      <source>1 hint lies outside the crop and is removed. Undo brings it back.</source>
      <translation>1 个提示点位于裁剪区域之外，已移除。撤销可将其恢复。</translation>
    </message>
    <message>
      <source>1 region lies outside the crop and is removed. Undo brings it back.</source>
      <translation>1 个区域位于裁剪范围之外，已移除。撤销可将其恢复。</translation>
    </message>
    <message>
      <source>100 %</source>
      <translation>100 %</translation>
    </message>
    <message>
      <source>A Dask cluster needs the package distributed. {how}</source>
      <translation>Dask 集群需要软件包 distributed。{how}</translation>
    </message>
    <message>
      <source>A photo has at most {limit} regions. Remove one, or paint with a color that is there.</source>
      <translation>一张照片最多有 {limit} 个区域。请删除一个，或使用已有的颜色涂绘。</translation>
    </message>
    <message>
      <source>A photo is sent as a form (multipart/form-data) with the field "{name}".</source>
      <translation>照片须以表单（multipart/form-data）发送，字段名为“{name}”。</translation>
    </message>
    <message>
      <source>A token consists of letters, digits and hyphens.</source>
      <translation>令牌由字母、数字和连字符组成。</translation>
    </message>
    <message>
      <source>A token is needed. Open the address that the server printed at its start.</source>
      <translation>需要令牌。请打开服务器启动时显示的地址。</translation>
    </message>
    <message>
      <source>A token needs at least {count} characters.</source>
      <translation>令牌至少需要 {count} 个字符。</translation>
    </message>
    <message>
      <source>Add Hint</source>
      <translation>添加提示点</translation>
    </message>
    <message>
      <source>Add photos...</source>
      <translation>添加照片...</translation>
    </message>
    <message>
      <source>Add this color</source>
      <translation>添加此颜色</translation>
    </message>
    <message>
      <source>After</source>
      <translation>之后</translation>
    </message>
    <message>
      <source>An unexpected error occurred. The log file has the details.</source>
      <translation>出现了意外错误。详情请见日志文件。</translation>
    </message>
    <message>
      <source>An unexpected error. The server's log file has the details.</source>
      <translation>发生意外错误。详细信息见服务器的日志文件。</translation>
    </message>
    <message>
      <source>Another run is writing into {folder}. Wait for its end or choose another folder.</source>
      <translation>另一次运行正在写入 {folder}。请等它结束，或选择其他文件夹。</translation>
    </message>
    <message>
      <source>Another server keeps its photos in {folder}. Name another port.</source>
      <translation>另一个服务器正在 {folder} 中保存照片。请指定另一个端口。</translation>
    </message>
    <message>
      <source>Archive</source>
      <translation>档案</translation>
    </message>
    <message>
      <source>As a whole</source>
      <translation>整体</translation>
    </message>
    <message>
      <source>As fine as it takes to keep the lightness of a JPEG, where none is given</source>
      <translation>若未指定，则采用足以保持 JPEG 明度的精细度</translation>
    </message>
    <message>
      <source>Automatic</source>
      <translation>自动</translation>
    </message>
    <message>
      <source>Automatic (the fastest that works)</source>
      <translation>自动（可用的最快设备）</translation>
    </message>
    <message>
      <source>BMP compression {number} of {bits} bits</source>
      <translation>{bits} 位的 BMP 压缩 {number}</translation>
    </message>
    <message>
      <source>BMP header of {size} bytes</source>
      <translation>{size} 字节的 BMP 文件头</translation>
    </message>
    <message>
      <source>Before</source>
      <translation>之前</translation>
    </message>
    <message>
      <source>Before and after</source>
      <translation>前后对比</translation>
    </message>
    <message>
      <source>Borrow Colors</source>
      <translation>借用颜色</translation>
    </message>
    <message>
      <source>Borrow colors from a photo...</source>
      <translation>从照片借用颜色...</translation>
    </message>
    <message>
      <source>Bottom left</source>
      <translation>左下</translation>
    </message>
    <message>
      <source>Bottom right</source>
      <translation>右下</translation>
    </message>
    <message>
      <source>Bright: colors of the reference photo. Dark: colors of the model</source>
      <translation>亮处：参考照片的颜色。暗处：模型的颜色</translation>
    </message>
    <message>
      <source>By place</source>
      <translation>按位置</translation>
    </message>
    <message>
      <source>By place: borrow the colors again, from a photo that is not toned</source>
      <translation>按位置：请从未调色的照片重新借用颜色</translation>
    </message>
    <message>
      <source>Calm</source>
      <translation>平和</translation>
    </message>
    <message>
      <source>Can't borrow colors from {name}: it has none. Choose a color photo.</source>
      <translation>无法从 {name} 提取颜色：它没有颜色。请选择彩色照片。</translation>
    </message>
    <message>
      <source>Can't colorize photos: {path} is missing, damaged, or for another system or version. Install Colorizer again; in a checkout, run make setup.</source>
      <translation>无法为照片上色：{path} 缺失、损坏，或属于其他系统或版本。请重新安装 Colorizer；在源码目录中请运行 make setup。</translation>
    </message>
    <message>
      <source>Can't colorize {name}: an unexpected error. The log file has the details.</source>
      <translation>无法为 {name} 上色：意外错误。详情见日志文件。</translation>
    </message>
    <message>
      <source>Can't colorize {name}: its recipe belongs to another photo. Open it in the window to see it, or move the recipe away.</source>
      <translation>无法为 {name} 上色：它的配方属于另一张照片。请在窗口中打开查看，或将该配方移走。</translation>
    </message>
    <message>
      <source>Can't colorize {name}: its recipe names the model {model}, which is not installed. Install it, or choose a model for all photos.</source>
      <translation>无法为 {name} 上色：其配方指定的模型 {model} 未安装。请安装该模型，或为所有照片选择一个模型。</translation>
    </message>
    <message>
      <source>Can't colorize {name}: the worker process stopped. Run the batch again.</source>
      <translation>无法为 {name} 上色：工作进程已停止。请重新运行批处理。</translation>
    </message>
    <message>
      <source>Can't convert the checkpoint: {reason}.</source>
      <translation>无法转换检查点：{reason}。</translation>
    </message>
    <message>
      <source>Can't download {name}: {reason}.</source>
      <translation>无法下载 {name}：{reason}。</translation>
    </message>
    <message>
      <source>Can't import the model {name}: {reason}.</source>
      <translation>无法导入模型 {name}：{reason}。</translation>
    </message>
    <message>
      <source>Can't keep photos in {folder}: {reason}.</source>
      <translation>无法在 {folder} 中保存照片：{reason}。</translation>
    </message>
    <message>
      <source>Can't keep the recipe of {name}: {reason}.</source>
      <translation>无法保存 {name} 的配方：{reason}。</translation>
    </message>
    <message>
      <source>Can't keep the results: {reason}.</source>
      <translation>无法保存结果：{reason}。</translation>
    </message>
    <message>
      <source>Can't keep the settings in {folder}: {reason}.</source>
      <translation>无法将设置保存到 {folder}：{reason}。</translation>
    </message>
    <message>
      <source>Can't keep {name}: the server's disk is nearly full.</source>
      <translation>无法保存 {name}：服务器的磁盘几乎已满。</translation>
    </message>
    <message>
      <source>Can't keep {name}: {reason}.</source>
      <translation>无法保存 {name}：{reason}。</translation>
    </message>
    <message>
      <source>Can't lock the folder {folder}: {reason}. Choose one on another disk.</source>
      <translation>无法锁定文件夹 {folder}：{reason}。请选择其他磁盘上的文件夹。</translation>
    </message>
    <message>
      <source>Can't look into the folder {folder}: {reason}.</source>
      <translation>无法读取文件夹 {folder}：{reason}。</translation>
    </message>
    <message>
      <source>Can't make the folder {folder}: {reason}.</source>
      <translation>无法创建文件夹 {folder}：{reason}。</translation>
    </message>
    <message>
      <source>Can't make the folder {folder}: {reason}. Choose another place.</source>
      <translation>无法创建文件夹 {folder}：{reason}。请选择其他位置。</translation>
    </message>
    <message>
      <source>Can't match places with {name}: it is a toned black-and-white photo. Choose a color photo.</source>
      <translation>无法与 {name} 按位置匹配：它是调色的黑白照片。请选择彩色照片。</translation>
    </message>
    <message>
      <source>Can't open a web link: Colorizer works offline. Save the photo to this computer, then open the file.</source>
      <translation>无法打开网页链接：Colorizer 离线工作。请先将图片保存到这台电脑，再打开该文件。</translation>
    </message>
    <message>
      <source>Can't open text. Drop or paste a photo instead.</source>
      <translation>无法打开文本。请改为拖放或粘贴照片。</translation>
    </message>
    <message>
      <source>Can't open {name}: an internal error, which says nothing of the file. Details are in {log_file}.</source>
      <translation>无法打开 {name}：程序内部错误，与文件本身无关。详情见 {log_file}。</translation>
    </message>
    <message>
      <source>Can't open {name}: the file is damaged or ends too early. Try another copy of it.</source>
      <translation>无法打开 {name}：文件已损坏或不完整。请换一份副本试试。</translation>
    </message>
    <message>
      <source>Can't open {name}: there is not enough memory for it. Close other programs or try a smaller copy.</source>
      <translation>无法打开 {name}：内存不足。请关闭其他程序，或换一份较小的副本。</translation>
    </message>
    <message>
      <source>Can't open {name}: {reason}</source>
      <translation>无法打开 {name}：{reason}</translation>
    </message>
    <message>
      <source>Can't read the journal {path}: {reason}.</source>
      <translation>无法读取进度记录 {path}：{reason}。</translation>
    </message>
    <message>
      <source>Can't read the licenses: {reason}. Install the program again.</source>
      <translation>无法读取许可证：{reason}。请重新安装本程序。</translation>
    </message>
    <message>
      <source>Can't read the recipe of {name}.</source>
      <translation>无法读取 {name} 的配方。</translation>
    </message>
    <message>
      <source>Can't read the recipe {name}: {reason}.</source>
      <translation>无法读取配方 {name}：{reason}。</translation>
    </message>
    <message>
      <source>Can't read the screen profile {name}: {reason}. Choose another one in Settings.</source>
      <translation>无法读取屏幕配置文件 {name}：{reason}。请在设置中选择其他文件。</translation>
    </message>
    <message>
      <source>Can't read {path}. Check its name.</source>
      <translation>无法读取 {path}。请检查其名称。</translation>
    </message>
    <message>
      <source>Can't remove the model {name}: {reason}.</source>
      <translation>无法移除模型 {name}：{reason}。</translation>
    </message>
    <message>
      <source>Can't save the recipe {name} in {folder}: {reason}.</source>
      <translation>无法将配方 {name} 保存到 {folder}：{reason}。</translation>
    </message>
    <message>
      <source>Can't save {name} in {folder}: {reason}. Choose another folder.</source>
      <translation>无法将 {name} 保存到 {folder}：{reason}。请选择其他文件夹。</translation>
    </message>
    <message>
      <source>Can't save {name}: a folder has that name. Choose another name.</source>
      <translation>无法保存 {name}：已有同名文件夹。请换一个名称。</translation>
    </message>
    <message>
      <source>Can't save {name}: it cannot be encoded ({reason}).</source>
      <translation>无法保存 {name}：无法编码（{reason}）。</translation>
    </message>
    <message>
      <source>Can't save {name}: it is too large for {format}. Choose TIFF.</source>
      <translation>无法保存 {name}：对 {format} 来说太大。请选择 TIFF。</translation>
    </message>
    <message>
      <source>Can't save {name}: others take each name that is free.</source>
      <translation>无法保存 {name}：每个可用的名称都被占用了。</translation>
    </message>
    <message>
      <source>Can't save {name}: that is the photo it came from. Choose another name.</source>
      <translation>无法保存 {name}：这是原始照片。请换一个名称。</translation>
    </message>
    <message>
      <source>Can't save {name}: the file exists. Choose another folder.</source>
      <translation>无法保存 {name}：文件已存在。请选择其他文件夹。</translation>
    </message>
    <message>
      <source>Can't save {name}: the file exists. Choose another name or allow overwriting (--overwrite).</source>
      <translation>无法保存 {name}：文件已存在。请换一个名称，或允许覆盖 (--overwrite)。</translation>
    </message>
    <message>
      <source>Can't save {name}: the name does not say in which format. End it in {suffixes}.</source>
      <translation>无法保存 {name}：文件名没有说明格式。请以 {suffixes} 结尾。</translation>
    </message>
    <message>
      <source>Can't save {name}: the name is too long. Choose a shorter one.</source>
      <translation>无法保存 {name}：名称太长。请选择较短的名称。</translation>
    </message>
    <message>
      <source>Can't save {name}: the name of such a file ends in {suffix}.</source>
      <translation>无法保存 {name}：此类文件的名称以 {suffix} 结尾。</translation>
    </message>
    <message>
      <source>Can't save {name}: the photo keeps its own colors, so there is no before and after. Save the photo alone, or recolor it.</source>
      <translation>无法保存 {name}：照片保留其原有颜色，因此没有前后对比。请只保存照片本身，或重新上色。</translation>
    </message>
    <message>
      <source>Can't save {name}: there is not enough memory. Close other programs.</source>
      <translation>无法保存 {name}：内存不足。请关闭其他程序。</translation>
    </message>
    <message>
      <source>Can't save {name}: {format} is not a format to save in. Choose {formats}.</source>
      <translation>无法保存 {name}：不能以 {format} 格式保存。请选择 {formats}。</translation>
    </message>
    <message>
      <source>Can't save {name}: {format} photos have at most {limit} pixels a side. Choose {formats}.</source>
      <translation>无法保存 {name}：{format} 照片每边最多 {limit} 像素。请选择 {formats}。</translation>
    </message>
    <message>
      <source>Can't save {name}: {format} results are always sRGB. Choose another format, or sRGB.</source>
      <translation>无法保存 {name}：{format} 格式的结果始终为 sRGB。请选择其他格式或 sRGB。</translation>
    </message>
    <message>
      <source>Can't save {name}: {reason}.</source>
      <translation>无法保存 {name}：{reason}。</translation>
    </message>
    <message>
      <source>Can't save {name}: {reason}. Choose another name.</source>
      <translation>无法保存 {name}：{reason}。请选择其他名称。</translation>
    </message>
    <message>
      <source>Can't save {name}: {space} needs {least} bits a channel, and {format} has {depth}. Choose TIFF or PNG, or another color space.</source>
      <translation>无法保存 {name}：{space} 需要每通道 {least} 位，而 {format} 为 {depth} 位。请选择 TIFF 或 PNG，或其他色彩空间。</translation>
    </message>
    <message>
      <source>Can't serve at {host}, port {port}: {reason}. Name another one.</source>
      <translation>无法在 {host} 端口 {port} 提供服务：{reason}。请换一个。</translation>
    </message>
    <message>
      <source>Can't take colors from {name}: it has none. Choose a file in which this photo was colored.</source>
      <translation>无法从 {name} 取得颜色：它没有颜色。请选择此照片已上色的文件。</translation>
    </message>
    <message>
      <source>Can't take colors from {name}: {found} % of this photo agree with it, and {least} % must. Choose a file in which this photo was colored.</source>
      <translation>无法从 {name} 取得颜色：此照片只有 {found} % 与它一致，至少需要 {least} %。请选择此照片已上色的文件。</translation>
    </message>
    <message>
      <source>Can't upload {name}: it is larger than {limit} MB. Try a smaller copy.</source>
      <translation>无法上传 {name}：文件大于 {limit} MB。请尝试较小的副本。</translation>
    </message>
    <message>
      <source>Can't upload {name}: there is no more room for photos here. Remove some, or try later.</source>
      <translation>无法上传 {name}：此处没有空间存放更多照片。请移除一些照片，或稍后再试。</translation>
    </message>
    <message>
      <source>Can't upload {name}: you have {count} photos here, and that is the most. Remove some.</source>
      <translation>无法上传 {name}：您在此处已有 {count} 张照片，已达上限。请移除一些。</translation>
    </message>
    <message>
      <source>Can't upload {name}: {reason}.</source>
      <translation>无法上传 {name}：{reason}。</translation>
    </message>
    <message>
      <source>Can't use the model {name}: {reason}.</source>
      <translation>无法使用模型 {name}：{reason}。</translation>
    </message>
    <message>
      <source>Can't use the recipe for {name}: it has the colors of a version of another photo. Take colors of a version of this one with --colors-from, or remove version from the look of the recipe.</source>
      <translation>无法将此配方用于 {name}：它包含另一张照片的某个版本的颜色。请使用 --colors-from 采用这张照片的版本的颜色，或从配方的外观中删除 version。</translation>
    </message>
    <message>
      <source>Can't use the recipe of {name}: it is not a text.</source>
      <translation>无法使用 {name} 的配方：它不是文本。</translation>
    </message>
    <message>
      <source>Can't use the recipe {name}: {reason}.</source>
      <translation>无法使用配方 {name}：{reason}。</translation>
    </message>
    <message>
      <source>Can't use the screen profile {name}: it is not the profile of an RGB screen. Choose another one in Settings.</source>
      <translation>无法使用屏幕配置文件 {name}：它不是 RGB 屏幕的配置文件。请在设置中选择其他文件。</translation>
    </message>
    <message>
      <source>Can't write in {folder}: {reason}. Choose another folder.</source>
      <translation>无法写入 {folder}：{reason}。请选择其他文件夹。</translation>
    </message>
    <message>
      <source>Can't write the journal in {folder}: {reason}. Make room there or choose another folder; what is finished is kept.</source>
      <translation>无法在 {folder} 中写入进度记录：{reason}。请腾出空间或选择其他文件夹；已完成的内容会保留。</translation>
    </message>
    <message>
      <source>Can't write the report {path}: {reason}. Name another file.</source>
      <translation>无法写入报告 {path}：{reason}。请指定其他文件。</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Change Hint Color</source>
      <translation>更改提示点颜色</translation>
    </message>
    <message>
      <source>Change Painted Color</source>
      <translation>更改涂绘颜色</translation>
    </message>
    <message>
      <source>Change Reach</source>
      <translation>更改作用范围</translation>
    </message>
    <message>
      <source>Checkpoints are converted with PyTorch, which is not installed. {how}</source>
      <translation>检查点需要用 PyTorch 转换，但尚未安装。{how}</translation>
    </message>
    <message>
      <source>Checkpoints are converted with PyTorch, which this package of the program does not have. Install Colorizer as a Python package, convert there, and import the model here.</source>
      <translation>检查点需要用 PyTorch 转换，而此程序包中没有 PyTorch。请以 Python 包的形式安装 Colorizer，在那里转换，然后在此处导入模型。</translation>
    </message>
    <message>
      <source>Choose photos...</source>
      <translation>选择照片...</translation>
    </message>
    <message>
      <source>Clear Dust</source>
      <translation>清除灰尘蒙版</translation>
    </message>
    <message>
      <source>Click a place in the photo to say what color it has.</source>
      <translation>单击照片中的位置以指定其颜色。</translation>
    </message>
    <message>
      <source>Click a variant to use it.</source>
      <translation>单击变体即可使用。</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Close Without Pasting</source>
      <translation>不粘贴并关闭</translation>
    </message>
    <message>
      <source>Close Without Saving</source>
      <translation>不保存并关闭</translation>
    </message>
    <message>
      <source>Close {name}</source>
      <translation>关闭 {name}</translation>
    </message>
    <message>
      <source>Color</source>
      <translation>颜色</translation>
    </message>
    <message>
      <source>Color layer</source>
      <translation>颜色图层</translation>
    </message>
    <message>
      <source>Color set</source>
      <translation>颜色集</translation>
    </message>
    <message>
      <source>Color space</source>
      <translation>色彩空间</translation>
    </message>
    <message>
      <source>Colorize this folder</source>
      <translation>为此文件夹上色</translation>
    </message>
    <message>
      <source>Colorized</source>
      <translation>已上色</translation>
    </message>
    <message>
      <source>Colorized photo</source>
      <translation>上色后的照片</translation>
    </message>
    <message>
      <source>Colorizer</source>
      <translation>Colorizer</translation>
    </message>
    <message>
      <source>Colorizing...</source>
      <translation>正在上色...</translation>
    </message>
    <message>
      <source>Colors of Another Version</source>
      <translation>另一版本的颜色</translation>
    </message>
    <message>
      <source>Compression</source>
      <translation>压缩</translation>
    </message>
    <message>
      <source>Content</source>
      <translation>内容</translation>
    </message>
    <message>
      <source>Copying the photo</source>
      <translation>正在复制照片</translation>
    </message>
    <message>
      <source>Crop</source>
      <translation>裁剪</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>深色</translation>
    </message>
    <message>
      <source>Depth</source>
      <translation>位深度</translation>
    </message>
    <message>
      <source>Device</source>
      <translation>设备</translation>
    </message>
    <message>
      <source>Dismiss</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Divider between before and after</source>
      <translation>前后对比分隔线</translation>
    </message>
    <message>
      <source>Download</source>
      <translation>下载</translation>
    </message>
    <message>
      <source>Download all as ZIP</source>
      <translation>全部下载为 ZIP</translation>
    </message>
    <message>
      <source>Download recipe</source>
      <translation>下载配方</translation>
    </message>
    <message>
      <source>Download report</source>
      <translation>下载报告</translation>
    </message>
    <message>
      <source>Download what is done</source>
      <translation>下载已完成的结果</translation>
    </message>
    <message>
      <source>Drop black-and-white photos here</source>
      <translation>将黑白照片拖放到此处</translation>
    </message>
    <message>
      <source>Dust is still being looked for. Wait until it is found, or press Stop.</source>
      <translation>仍在查找灰尘。请等待查找完成，或按“停止”。</translation>
    </message>
    <message>
      <source>Edges</source>
      <translation>边缘</translation>
    </message>
    <message>
      <source>Edited</source>
      <translation>已编辑</translation>
    </message>
    <message>
      <source>Erase</source>
      <translation>擦除</translation>
    </message>
    <message>
      <source>Erase Dust</source>
      <translation>擦除灰尘蒙版</translation>
    </message>
    <message>
      <source>Evens out color blotches and keeps edges</source>
      <translation>消除色斑；保留边缘</translation>
    </message>
    <message>
      <source>Everywhere</source>
      <translation>全部</translation>
    </message>
    <message>
      <source>Faded Print</source>
      <translation>褪色相纸</translation>
    </message>
    <message>
      <source>Find Dust</source>
      <translation>查找灰尘</translation>
    </message>
    <message>
      <source>Fit</source>
      <translation>适合窗口</translation>
    </message>
    <message>
      <source>Folders</source>
      <translation>文件夹</translation>
    </message>
    <message>
      <source>Folders in {name}</source>
      <translation>{name} 中的文件夹</translation>
    </message>
    <message>
      <source>Follow system</source>
      <translation>跟随系统</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>格式</translation>
    </message>
    <message>
      <source>From cool to warm</source>
      <translation>从冷到暖</translation>
    </message>
    <message>
      <source>From green to magenta</source>
      <translation>从绿色到洋红色</translation>
    </message>
    <message>
      <source>From likely, muted colors to vivid ones</source>
      <translation>从稳妥、柔和的颜色到鲜艳的颜色</translation>
    </message>
    <message>
      <source>From the colors of the model to those of the version</source>
      <translation>从模型的颜色到另一版本的颜色</translation>
    </message>
    <message>
      <source>From the gray original to full color</source>
      <translation>从原始灰度到完整色彩</translation>
    </message>
    <message>
      <source>GeoTIFF</source>
      <translation>GeoTIFF</translation>
    </message>
    <message>
      <source>Gives all colors a new balance, or each place those of like places</source>
      <translation>让所有颜色获得新的平衡，或让每个位置取相似位置的颜色</translation>
    </message>
    <message>
      <source>Graphics card (CUDA)</source>
      <translation>显卡 (CUDA)</translation>
    </message>
    <message>
      <source>Graphics card (DirectML)</source>
      <translation>显卡 (DirectML)</translation>
    </message>
    <message>
      <source>Graphics card (TensorRT)</source>
      <translation>显卡 (TensorRT)</translation>
    </message>
    <message>
      <source>Graphics card (WebGPU)</source>
      <translation>显卡 (WebGPU)</translation>
    </message>
    <message>
      <source>HEIC photos</source>
      <translation>HEIC 照片</translation>
    </message>
    <message>
      <source>Hand-Colored</source>
      <translation>手工上色</translation>
    </message>
    <message>
      <source>Here</source>
      <translation>此处</translation>
    </message>
    <message>
      <source>Hint {number}</source>
      <translation>提示点 {number}</translation>
    </message>
    <message>
      <source>Hints are being pasted into other photos. The window closes when it is done.</source>
      <translation>正在将提示点粘贴到其他照片。完成后窗口将关闭。</translation>
    </message>
    <message>
      <source>Hints outside the crop are left out in: {names}.</source>
      <translation>裁剪区域之外的提示点未粘贴到：{names}。</translation>
    </message>
    <message>
      <source>How closely colors follow the edges of the photo</source>
      <translation>颜色贴合照片边缘的程度</translation>
    </message>
    <message>
      <source>How faint and small dust may be to be found</source>
      <translation>可查找到的灰尘有多淡、多小</translation>
    </message>
    <message>
      <source>How far a stroke fades out at its rim</source>
      <translation>笔触边缘淡出的宽度</translation>
    </message>
    <message>
      <source>How strong the colors are</source>
      <translation>所有颜色的浓淡</translation>
    </message>
    <message>
      <source>How wide the brush is ([ and ])</source>
      <translation>画笔的宽度（[ 和 ]）</translation>
    </message>
    <message>
      <source>Imported the model {name}.</source>
      <translation>已导入模型 {name}。</translation>
    </message>
    <message>
      <source>Install it with: pip install {packages}</source>
      <translation>请用以下命令安装：pip install {packages}</translation>
    </message>
    <message>
      <source>Intel (OpenVINO)</source>
      <translation>Intel (OpenVINO)</translation>
    </message>
    <message>
      <source>Invert Negative</source>
      <translation>反转负片</translation>
    </message>
    <message>
      <source>It keeps the colors of another version of the model.</source>
      <translation>保留模型另一版本的颜色。</translation>
    </message>
    <message>
      <source>JPEG 2000 boxes {names}</source>
      <translation>JPEG 2000 数据盒 {names}</translation>
    </message>
    <message>
      <source>JPEG 2000 colors of kind {number}</source>
      <translation>类型 {number} 的 JPEG 2000 颜色</translation>
    </message>
    <message>
      <source>JPEG comment</source>
      <translation>JPEG 注释</translation>
    </message>
    <message>
      <source>JPEG of {bits} bits</source>
      <translation>{bits} 位的 JPEG</translation>
    </message>
    <message>
      <source>JPEG process {number}</source>
      <translation>JPEG 编码方式 {number}</translation>
    </message>
    <message>
      <source>JPEG segments {names}</source>
      <translation>JPEG 段 {names}</translation>
    </message>
    <message>
      <source>JPEG without its tables</source>
      <translation>缺少表的 JPEG</translation>
    </message>
    <message>
      <source>Keep Area Gray</source>
      <translation>区域保持灰色</translation>
    </message>
    <message>
      <source>Keep all</source>
      <translation>全部保留</translation>
    </message>
    <message>
      <source>Keep all except location</source>
      <translation>保留除位置外的全部</translation>
    </message>
    <message>
      <source>Keep gray</source>
      <translation>保持灰色</translation>
    </message>
    <message>
      <source>Keep the old colors</source>
      <translation>保留原来的颜色</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>语言</translation>
    </message>
    <message>
      <source>Left out: {parts}.</source>
      <translation>已略过：{parts}。</translation>
    </message>
    <message>
      <source>Levels</source>
      <translation>色阶</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>浅色</translation>
    </message>
    <message>
      <source>List recent photos in the menu and on the start page</source>
      <translation>在菜单和起始页中列出最近打开的照片</translation>
    </message>
    <message>
      <source>Look</source>
      <translation>外观</translation>
    </message>
    <message>
      <source>Mac (Core ML)</source>
      <translation>Mac (Core ML)</translation>
    </message>
    <message>
      <source>Mark results</source>
      <translation>标记结果</translation>
    </message>
    <message>
      <source>Match</source>
      <translation>匹配</translation>
    </message>
    <message>
      <source>Match Colors</source>
      <translation>匹配颜色</translation>
    </message>
    <message>
      <source>Metadata</source>
      <translation>元数据</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>More</source>
      <translation>更多</translation>
    </message>
    <message>
      <source>Move Hint</source>
      <translation>移动提示点</translation>
    </message>
    <message>
      <source>NVIDIA's graphics driver is missing (the library {name})</source>
      <translation>缺少 NVIDIA 显卡驱动（库 {name}）</translation>
    </message>
    <message>
      <source>Name of the color set</source>
      <translation>颜色集名称</translation>
    </message>
    <message>
      <source>Name of the preset</source>
      <translation>预设名称</translation>
    </message>
    <message>
      <source>New color set</source>
      <translation>新建颜色集</translation>
    </message>
    <message>
      <source>No model is installed. Name one with --models.</source>
      <translation>未安装任何模型。请用 --models 指定一个。</translation>
    </message>
    <message>
      <source>None</source>
      <translation>无</translation>
    </message>
    <message>
      <source>None of these is a photo. Drop or open photo files.</source>
      <translation>其中没有照片。请拖放或打开照片文件。</translation>
    </message>
    <message>
      <source>ONNX Runtime continues without it</source>
      <translation>ONNX Runtime 未使用它而继续运行</translation>
    </message>
    <message>
      <source>Opacity of the mark</source>
      <translation>标记的不透明度</translation>
    </message>
    <message>
      <source>Opening {name}</source>
      <translation>正在打开 {name}</translation>
    </message>
    <message>
      <source>Opening {name}...</source>
      <translation>正在打开 {name}...</translation>
    </message>
    <message>
      <source>Other color</source>
      <translation>其他颜色</translation>
    </message>
    <message>
      <source>Other sites can't use this server.</source>
      <translation>其他网站不能使用此服务器。</translation>
    </message>
    <message>
      <source>PNG text: {names}</source>
      <translation>PNG 文本：{names}</translation>
    </message>
    <message>
      <source>PNG time</source>
      <translation>PNG 时间</translation>
    </message>
    <message>
      <source>PSD of color mode {mode}</source>
      <translation>颜色模式为 {mode} 的 PSD</translation>
    </message>
    <message>
      <source>PSD of compression {number}</source>
      <translation>压缩方式为 {number} 的 PSD</translation>
    </message>
    <message>
      <source>PSD of {bits} bits</source>
      <translation>{bits} 位 PSD</translation>
    </message>
    <message>
      <source>Paint</source>
      <translation>涂绘</translation>
    </message>
    <message>
      <source>Paint Dust</source>
      <translation>绘制灰尘蒙版</translation>
    </message>
    <message>
      <source>Paste Hints</source>
      <translation>粘贴提示点</translation>
    </message>
    <message>
      <source>Paste Look</source>
      <translation>粘贴外观</translation>
    </message>
    <message>
      <source>Pasted photo</source>
      <translation>粘贴的照片</translation>
    </message>
    <message>
      <source>Photos</source>
      <translation>照片</translation>
    </message>
    <message>
      <source>Photos: {count}.</source>
      <translation>照片：{count}。</translation>
    </message>
    <message>
      <source>Photoshop layers</source>
      <translation>Photoshop 图层</translation>
    </message>
    <message>
      <source>Photoshop resources: {names}</source>
      <translation>Photoshop 资源：{names}</translation>
    </message>
    <message>
      <source>Prepare Scan</source>
      <translation>准备扫描件</translation>
    </message>
    <message>
      <source>Preparing {name}</source>
      <translation>正在准备 {name}</translation>
    </message>
    <message>
      <source>Presets</source>
      <translation>预设</translation>
    </message>
    <message>
      <source>Processor (CPU)</source>
      <translation>处理器 (CPU)</translation>
    </message>
    <message>
      <source>Protect</source>
      <translation>保护</translation>
    </message>
    <message>
      <source>Quality</source>
      <translation>品质</translation>
    </message>
    <message>
      <source>Reach</source>
      <translation>作用范围</translation>
    </message>
    <message>
      <source>Recolor</source>
      <translation>重新上色</translation>
    </message>
    <message>
      <source>Record in the metadata that the colors were added, and by which model</source>
      <translation>在元数据中写明颜色是后加的，以及由哪个模型添加</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>重做</translation>
    </message>
    <message>
      <source>Redo {edit}</source>
      <translation>重做 {edit}</translation>
    </message>
    <message>
      <source>Remember recent photos</source>
      <translation>记住最近的照片</translation>
    </message>
    <message>
      <source>Remove All Hints</source>
      <translation>移除所有提示点</translation>
    </message>
    <message>
      <source>Remove Borrowed Colors</source>
      <translation>移除借用的颜色</translation>
    </message>
    <message>
      <source>Remove Colors of Version</source>
      <translation>移除另一版本的颜色</translation>
    </message>
    <message>
      <source>Remove Hint</source>
      <translation>移除提示点</translation>
    </message>
    <message>
      <source>Remove Region</source>
      <translation>删除区域</translation>
    </message>
    <message>
      <source>Remove all</source>
      <translation>全部移除</translation>
    </message>
    <message>
      <source>Remove borrowed colors</source>
      <translation>移除借用的颜色</translation>
    </message>
    <message>
      <source>Remove color set</source>
      <translation>移除颜色集</translation>
    </message>
    <message>
      <source>Remove hint</source>
      <translation>移除提示点</translation>
    </message>
    <message>
      <source>Remove the model {name} from this computer?</source>
      <translation>要从此计算机移除模型 {name} 吗？</translation>
    </message>
    <message>
      <source>Remove this color</source>
      <translation>移除此颜色</translation>
    </message>
    <message>
      <source>Remove {name}</source>
      <translation>移除 {name}</translation>
    </message>
    <message>
      <source>Remove {name} from this server</source>
      <translation>从此服务器移除 {name}</translation>
    </message>
    <message>
      <source>Removes the color cast of the whole photo</source>
      <translation>去除整张照片的偏色</translation>
    </message>
    <message>
      <source>Rename Region</source>
      <translation>重命名区域</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>重置</translation>
    </message>
    <message>
      <source>Reset Look</source>
      <translation>重置外观</translation>
    </message>
    <message>
      <source>Resize Hint</source>
      <translation>更改提示点大小</translation>
    </message>
    <message>
      <source>Results are not written among the photos of {folder}. Name another folder for them; it may be inside.</source>
      <translation>结果不会写到 {folder} 的照片之间。请为结果指定其他文件夹；它可以位于其中。</translation>
    </message>
    <message>
      <source>Rotate Left</source>
      <translation>向左旋转</translation>
    </message>
    <message>
      <source>Rotate Right</source>
      <translation>向右旋转</translation>
    </message>
    <message>
      <source>Same as photo</source>
      <translation>与照片相同</translation>
    </message>
    <message>
      <source>Saturation</source>
      <translation>饱和度</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>保存</translation>
    </message>
    <message>
      <source>Save as preset</source>
      <translation>存为预设</translation>
    </message>
    <message>
      <source>Save in the archive</source>
      <translation>保存到档案中</translation>
    </message>
    <message>
      <source>Saved as {name}</source>
      <translation>已保存为 {name}</translation>
    </message>
    <message>
      <source>Saving {name}</source>
      <translation>正在保存 {name}</translation>
    </message>
    <message>
      <source>Screen profile</source>
      <translation>屏幕配置文件</translation>
    </message>
    <message>
      <source>Select Region</source>
      <translation>选择区域</translation>
    </message>
    <message>
      <source>Selected surface</source>
      <translation>所选表面</translation>
    </message>
    <message>
      <source>Sensitivity</source>
      <translation>灵敏度</translation>
    </message>
    <message>
      <source>Sepia guard</source>
      <translation>棕褐抑制</translation>
    </message>
    <message>
      <source>Show matched places</source>
      <translation>显示匹配位置</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>大小</translation>
    </message>
    <message>
      <source>Size of the mark</source>
      <translation>标记的大小</translation>
    </message>
    <message>
      <source>Smoothing</source>
      <translation>平滑</translation>
    </message>
    <message>
      <source>Softness</source>
      <translation>柔和度</translation>
    </message>
    <message>
      <source>Some metadata in {name} is damaged and was left out.</source>
      <translation>{name} 中的部分元数据已损坏，已略去。</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>停止</translation>
    </message>
    <message>
      <source>Stopped.</source>
      <translation>已停止。</translation>
    </message>
    <message>
      <source>Stopped: {count} of {total} photos are saved in {folder}.</source>
      <translation>已停止：{total} 张照片中有 {count} 张已保存到 {folder}。</translation>
    </message>
    <message>
      <source>Stopping</source>
      <translation>正在停止</translation>
    </message>
    <message>
      <source>Straighten</source>
      <translation>拉直</translation>
    </message>
    <message>
      <source>Strength</source>
      <translation>强度</translation>
    </message>
    <message>
      <source>Suggested here</source>
      <translation>此处建议</translation>
    </message>
    <message>
      <source>TIFF colors of kind {number}</source>
      <translation>种类为 {number} 的 TIFF 颜色</translation>
    </message>
    <message>
      <source>TIFF compression {number}</source>
      <translation>TIFF 压缩 {number}</translation>
    </message>
    <message>
      <source>TIFF predictor {number}</source>
      <translation>TIFF 预测 {number}</translation>
    </message>
    <message>
      <source>That would leave a region that covers nothing. Draw around what you want to select, or click it.</source>
      <translation>这样区域将不覆盖任何地方。请圈出要选择的内容，或单击它。</translation>
    </message>
    <message>
      <source>The EXIF data in {name} is damaged and was left out.</source>
      <translation>{name} 中的 EXIF 数据已损坏，已略去。</translation>
    </message>
    <message>
      <source>The ICC profile of the screen; without a file that of the system</source>
      <translation>屏幕的 ICC 配置文件；未选择文件时使用系统的</translation>
    </message>
    <message>
      <source>The XMP data in {name} is damaged and was left out.</source>
      <translation>{name} 中的 XMP 数据已损坏，已略去。</translation>
    </message>
    <message>
      <source>The color profile in {name} cannot be used, so sRGB is assumed.</source>
      <translation>{name} 中的颜色配置文件无法使用，因此按 sRGB 处理。</translation>
    </message>
    <message>
      <source>The colors of another version were taken for a photo of another shape: they have {columns} x {rows} cells, and the photo has {width} x {height} pixels. Use the recipe with its own photo, or take colors of a version of this one.</source>
      <translation>另一版本的颜色取自形状不同的照片：颜色网格为 {columns} x {rows} 格，而这张照片为 {width} x {height} 像素。请将配方用于它自己的照片，或采用这张照片的版本的颜色。</translation>
    </message>
    <message>
      <source>The colors of the window around the photo</source>
      <translation>照片周围窗口的颜色</translation>
    </message>
    <message>
      <source>The connection to the scheduler at {address} was lost.</source>
      <translation>与调度器 {address} 的连接已断开。</translation>
    </message>
    <message>
      <source>The download of {name} is not the file that was published, so it was thrown away. Try again later, or name a copy of it with --from.</source>
      <translation>下载的 {name} 不是已发布的文件，因此已丢弃。请稍后再试，或用 --from 指定一份副本。</translation>
    </message>
    <message>
      <source>The file date of {name} cannot be kept ({reason}).</source>
      <translation>无法保留 {name} 的文件日期（{reason}）。</translation>
    </message>
    <message>
      <source>The form has no file in the field "{name}".</source>
      <translation>表单的“{name}”字段中没有文件。</translation>
    </message>
    <message>
      <source>The hints come from a photo of another shape. Check where they lie in: {names}.</source>
      <translation>提示点来自另一种长宽比的照片。请检查它们的位置：{names}。</translation>
    </message>
    <message>
      <source>The job has no file. Its report tells what it did.</source>
      <translation>此任务没有文件。它的报告说明已完成的内容。</translation>
    </message>
    <message>
      <source>The job is not over yet.</source>
      <translation>任务尚未结束。</translation>
    </message>
    <message>
      <source>The language changes when Colorizer starts again: it is saving now.</source>
      <translation>语言将在 Colorizer 下次启动时更改，因为现在正在保存。</translation>
    </message>
    <message>
      <source>The language of the window</source>
      <translation>窗口的语言</translation>
    </message>
    <message>
      <source>The look is being pasted into other photos. The window closes when it is done.</source>
      <translation>正在将外观粘贴到其他照片。完成后窗口将关闭。</translation>
    </message>
    <message>
      <source>The look that was chosen is gone. Choose another one.</source>
      <translation>所选的外观已不存在。请选择其他外观。</translation>
    </message>
    <message>
      <source>The mask of dust and scratches was made for a scan of another shape: it has {columns} x {rows} places, and the scan has {width} x {height} pixels. Use the recipe with its own scan, or remove dust from what it prepares.</source>
      <translation>灰尘和划痕的蒙版是为另一种形状的扫描件制作的：它有 {columns} x {rows} 个位置，而扫描件有 {width} x {height} 像素。请将此配方用于它自己的扫描件，或从其预处理中移除灰尘。</translation>
    </message>
    <message>
      <source>The model can't tell what this hint lies on, so it could not find it in other photos. Place the hint on a larger surface, or choose another model.</source>
      <translation>模型无法判断此提示点位于什么之上，因此无法在其他照片中找到它。请将提示点放在更大的表面上，或选择其他模型。</translation>
    </message>
    <message>
      <source>The model is uncertain at no other place.</source>
      <translation>模型在其他位置都没有不确定。</translation>
    </message>
    <message>
      <source>The model that was chosen is gone. Choose another one.</source>
      <translation>所选的模型已不存在。请选择其他模型。</translation>
    </message>
    <message>
      <source>The model {model} is installed already. To get it again, first run: colorizer models remove {model}</source>
      <translation>模型 {model} 已安装。若要重新获取，请先运行：colorizer models remove {model}</translation>
    </message>
    <message>
      <source>The model {name} came with the program and stays.</source>
      <translation>模型 {name} 随程序提供，不能移除。</translation>
    </message>
    <message>
      <source>The model {name} could not be run: {reason}</source>
      <translation>模型 {name} 无法运行：{reason}</translation>
    </message>
    <message>
      <source>The model {name} gave a result of the wrong kind ({what}). Try another model.</source>
      <translation>模型 {name} 给出的结果类型不对（{what}）。请换一个模型。</translation>
    </message>
    <message>
      <source>The model {name} is installed already.</source>
      <translation>模型 {name} 已安装。</translation>
    </message>
    <message>
      <source>The model {name} needs too much memory: all runs together may take {limit:g} GB. Try another model.</source>
      <translation>模型 {name} 需要的内存过多：所有运行合计最多可占用 {limit:g} GB。请尝试其他模型。</translation>
    </message>
    <message>
      <source>The model {name} took longer than {seconds:g} seconds. Try another model.</source>
      <translation>模型 {name} 用时超过 {seconds:g} 秒。请换一个模型。</translation>
    </message>
    <message>
      <source>The name "{template}" can't be used: it may hold {{stem}} and {{ext}} in braces, and nothing else. It has {{{field}}}.</source>
      <translation>无法使用名称“{template}”：花括号中只能是 {{stem}} 和 {{ext}}，而它含有 {{{field}}}。</translation>
    </message>
    <message>
      <source>The name "{template}" can't be used: its braces are not in pairs.</source>
      <translation>无法使用名称“{template}”：花括号没有成对。</translation>
    </message>
    <message>
      <source>The name "{template}" does not say in which format to save. End it in {{ext}} or one of {suffixes}.</source>
      <translation>名称“{template}”没有说明保存格式。请以 {{ext}} 或以下扩展名之一结尾：{suffixes}。</translation>
    </message>
    <message>
      <source>The name "{template}" leads out of the folder for the results. Name a place inside it.</source>
      <translation>名称“{template}”指向结果文件夹之外。请指定其中的位置。</translation>
    </message>
    <message>
      <source>The name can't be used: it holds a null character.</source>
      <translation>无法使用该名称：它含有空字符。</translation>
    </message>
    <message>
      <source>The photo is as it was before you prepared the scan.</source>
      <translation>照片与准备扫描件之前相同。</translation>
    </message>
    <message>
      <source>The photo opens without it; the file is renamed, not lost, when you edit.</source>
      <translation>照片将不使用该配方打开；编辑时，配方文件只会被重命名，不会丢失。</translation>
    </message>
    <message>
      <source>The photo was changed elsewhere; you see the newer state now.</source>
      <translation>照片已在别处更改；现在显示的是较新的状态。</translation>
    </message>
    <message>
      <source>The photo. Click to add a hint, drag to move; Enter adds a hint in the middle.</source>
      <translation>照片。单击添加提示点，拖动可移动；按 Enter 在中央添加提示点。</translation>
    </message>
    <message>
      <source>The processor (CPU)</source>
      <translation>处理器 (CPU)</translation>
    </message>
    <message>
      <source>The raw files of cameras</source>
      <translation>相机的 RAW 文件</translation>
    </message>
    <message>
      <source>The recipe belongs to another photo than {name}: its hints, regions and dust lie at the same places here, whatever is there.</source>
      <translation>此配方属于 {name} 以外的另一张照片：它的提示点、区域和灰尘在这里位于相同的位置，无论那里是什么。</translation>
    </message>
    <message>
      <source>The recipe has no such hint.</source>
      <translation>配方中没有这样的提示点。</translation>
    </message>
    <message>
      <source>The recipe of {name} was changed by another program meanwhile; that recipe is kept as {files}.</source>
      <translation>{name} 的配方在此期间已被其他程序更改；对方的配方保留为 {files}。</translation>
    </message>
    <message>
      <source>The recipe takes no colors from a reference photo by place.</source>
      <translation>此配方没有按位置采用参考照片的颜色。</translation>
    </message>
    <message>
      <source>The recipe {name} belongs to another photo.</source>
      <translation>配方 {name} 属于另一张照片。</translation>
    </message>
    <message>
      <source>The region {region} covers nothing, so it changes nothing.</source>
      <translation>区域 {region} 没有覆盖任何地方，因此不会改变任何内容。</translation>
    </message>
    <message>
      <source>The region {region} was made for a photo of another shape: its mask has {columns} x {rows} places, and the photo has {width} x {height} pixels. Use the recipe with its own photo, or remove its regions.</source>
      <translation>区域 {region} 是为另一种形状的照片制作的：其蒙版为 {columns} x {rows} 格，而照片为 {width} x {height} 像素。请将此配方用于它自己的照片，或删除其中的区域。</translation>
    </message>
    <message>
      <source>The request can't be understood.</source>
      <translation>无法理解该请求。</translation>
    </message>
    <message>
      <source>The request is larger than {limit} MB.</source>
      <translation>请求大于 {limit} MB。</translation>
    </message>
    <message>
      <source>The result of {name} would not be in the folder for the results.</source>
      <translation>{name} 的结果不会位于结果文件夹中。</translation>
    </message>
    <message>
      <source>The result {result} is missing. Do all machines share {folder}?</source>
      <translation>缺少结果 {result}。所有计算机是否共用 {folder}？</translation>
    </message>
    <message>
      <source>The results need a folder, and {path} is a file.</source>
      <translation>结果需要一个文件夹，而 {path} 是文件。</translation>
    </message>
    <message>
      <source>The scheduler at {address} has no workers. Start some.</source>
      <translation>调度器 {address} 没有工作进程。请启动一些。</translation>
    </message>
    <message>
      <source>The server does not answer. Check that it still runs.</source>
      <translation>服务器没有响应。请检查它是否仍在运行。</translation>
    </message>
    <message>
      <source>The system has no program that opens links: {address}</source>
      <translation>系统中没有可打开链接的程序：{address}</translation>
    </message>
    <message>
      <source>The system has no program that opens {name}. It is here: {path}</source>
      <translation>系统中没有可打开 {name} 的程序。其位置是：{path}</translation>
    </message>
    <message>
      <source>The token is wrong. See what the server printed.</source>
      <translation>令牌错误。请查看服务器显示的内容。</translation>
    </message>
    <message>
      <source>The tones of {name} are for HDR displays ({curve}), which is not supported: they are taken for sRGB.</source>
      <translation>{name} 的色调用于 HDR 显示器（{curve}），不受支持：按 sRGB 处理。</translation>
    </message>
    <message>
      <source>The upload came too slowly and was given up. Try it again.</source>
      <translation>上传过慢，已中止。请重试。</translation>
    </message>
    <message>
      <source>The upload ends too early or is damaged. Try it again.</source>
      <translation>上传的数据过早结束或已损坏。请重试。</translation>
    </message>
    <message>
      <source>The value of {name} can't be used: {reason}.</source>
      <translation>{name} 的值无法使用：{reason}。</translation>
    </message>
    <message>
      <source>The values of {name} go beyond 1, so {white} was taken for white. If it looks too dark or too bright, set its levels.</source>
      <translation>{name} 的数值超过 1，因此以 {white} 为白色。如果看起来太暗或太亮，请调整色阶。</translation>
    </message>
    <message>
      <source>Theme</source>
      <translation>主题</translation>
    </message>
    <message>
      <source>There are {limit} saved colors, which is the most. Forget one first: Hints &gt; Saved Colors &gt; Forget.</source>
      <translation>已有 {limit} 种保存的颜色，这是上限。请先删除一种：提示点 &gt; 已保存的颜色 &gt; 删除。</translation>
    </message>
    <message>
      <source>There is no Dask scheduler at {address}. Check the address and that it runs.</source>
      <translation>{address} 处没有 Dask 调度器。请检查地址以及它是否在运行。</translation>
    </message>
    <message>
      <source>There is no folder {folder}. Check its name.</source>
      <translation>没有文件夹 {folder}。请检查名称。</translation>
    </message>
    <message>
      <source>There is no log file, because its folder is not writable.</source>
      <translation>没有日志文件：其文件夹无法写入。</translation>
    </message>
    <message>
      <source>There is no model {name!r}, and none is installed.</source>
      <translation>没有模型 {name!r}，也没有安装任何模型。</translation>
    </message>
    <message>
      <source>There is no model {name!r}. Installed: {installed}.</source>
      <translation>没有模型 {name!r}。已安装：{installed}。</translation>
    </message>
    <message>
      <source>There is no model, so photos can be seen but not colorized. Install Colorizer again to get its model back.</source>
      <translation>没有模型，因此只能查看照片，无法上色。请重新安装 Colorizer 以恢复其模型。</translation>
    </message>
    <message>
      <source>There is no photo in the folder {name}.</source>
      <translation>文件夹 {name} 中没有照片。</translation>
    </message>
    <message>
      <source>There is no photo in this folder.</source>
      <translation>此文件夹中没有照片。</translation>
    </message>
    <message>
      <source>There is no photo to open. Drop or paste a photo file.</source>
      <translation>没有可打开的照片。请拖放或粘贴照片文件。</translation>
    </message>
    <message>
      <source>There is no room for more. Remove some.</source>
      <translation>没有更多空间。请移除一些。</translation>
    </message>
    <message>
      <source>There is no such folder here.</source>
      <translation>这里没有这样的文件夹。</translation>
    </message>
    <message>
      <source>There is no such job here, or it is no longer kept.</source>
      <translation>此处没有该任务，或者它已不再保留。</translation>
    </message>
    <message>
      <source>There is no such photo here, or it is no longer kept. Upload it again.</source>
      <translation>此处没有这张照片，或者它已不再保留。请重新上传。</translation>
    </message>
    <message>
      <source>There is not enough memory for {name}. Close other programs.</source>
      <translation>内存不足，无法处理 {name}。请关闭其他程序。</translation>
    </message>
    <message>
      <source>There is not enough memory. Close other programs.</source>
      <translation>内存不足。请关闭其他程序。</translation>
    </message>
    <message>
      <source>There is not enough memory. Try again later.</source>
      <translation>内存不足。请稍后再试。</translation>
    </message>
    <message>
      <source>There is nothing here.</source>
      <translation>此处没有内容。</translation>
    </message>
    <message>
      <source>There is nothing to erase: paint, protect or select something first.</source>
      <translation>没有可擦除的内容：请先涂绘、保护或选择一些地方。</translation>
    </message>
    <message>
      <source>This can't be done here.</source>
      <translation>此处无法执行该操作。</translation>
    </message>
    <message>
      <source>This model can't show uncertain areas. Try another model.</source>
      <translation>此模型无法显示不确定区域。请尝试其他模型。</translation>
    </message>
    <message>
      <source>This name can't be used. Choose a short one.</source>
      <translation>无法使用此名称。请选择一个较短的名称。</translation>
    </message>
    <message>
      <source>This photo was uploaded. Download its result.</source>
      <translation>这张照片是上传的。请下载其结果。</translation>
    </message>
    <message>
      <source>This program does not include it, and nothing can be added to it. Get a newer version of Colorizer, or install Colorizer as a Python package.</source>
      <translation>此程序不包含它，也无法添加。请获取新版 Colorizer，或将 Colorizer 作为 Python 包安装。</translation>
    </message>
    <message>
      <source>This server has no folder of photos (--folder).</source>
      <translation>此服务器没有照片文件夹（--folder）。</translation>
    </message>
    <message>
      <source>This server is not called {name}. Use its address, or start it with --name.</source>
      <translation>此服务器不叫 {name}。请使用它的地址，或用 --name 启动它。</translation>
    </message>
    <message>
      <source>This surface</source>
      <translation>此表面</translation>
    </message>
    <message>
      <source>Tint</source>
      <translation>色调</translation>
    </message>
    <message>
      <source>Too many connect to this server at present. Try again later.</source>
      <translation>目前连接此服务器的用户过多。请稍后再试。</translation>
    </message>
    <message>
      <source>Too many wrong tokens. Wait a minute.</source>
      <translation>错误令牌过多。请等待一分钟。</translation>
    </message>
    <message>
      <source>Too much waits to be done. Wait a moment.</source>
      <translation>待处理的任务过多。请稍候。</translation>
    </message>
    <message>
      <source>Top left</source>
      <translation>左上</translation>
    </message>
    <message>
      <source>Top right</source>
      <translation>右上</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>撤销</translation>
    </message>
    <message>
      <source>Undo {edit}</source>
      <translation>撤销 {edit}</translation>
    </message>
    <message>
      <source>Uploading {name}: {percent} %</source>
      <translation>正在上传 {name}：{percent} %</translation>
    </message>
    <message>
      <source>Use Saved Color</source>
      <translation>使用已保存的颜色</translation>
    </message>
    <message>
      <source>Use a recipe...</source>
      <translation>使用配方...</translation>
    </message>
    <message>
      <source>Use the new version</source>
      <translation>使用新版本</translation>
    </message>
    <message>
      <source>Variant</source>
      <translation>变体</translation>
    </message>
    <message>
      <source>Variants</source>
      <translation>变体</translation>
    </message>
    <message>
      <source>Variants...</source>
      <translation>变体...</translation>
    </message>
    <message>
      <source>Version</source>
      <translation>另一版本</translation>
    </message>
    <message>
      <source>Visible mark</source>
      <translation>可见标记</translation>
    </message>
    <message>
      <source>Vivid</source>
      <translation>鲜艳</translation>
    </message>
    <message>
      <source>Vividness</source>
      <translation>鲜艳度</translation>
    </message>
    <message>
      <source>Vividness {value}</source>
      <translation>鲜艳度 {value}</translation>
    </message>
    <message>
      <source>Warm Evening</source>
      <translation>温暖黄昏</translation>
    </message>
    <message>
      <source>Warmth</source>
      <translation>色温</translation>
    </message>
    <message>
      <source>What runs the model; the status bar shows the device in use</source>
      <translation>运行模型的设备；状态栏会显示正在使用的设备</translation>
    </message>
    <message>
      <source>Whole photo</source>
      <translation>整张照片</translation>
    </message>
    <message>
      <source>With subfolders</source>
      <translation>包含子文件夹</translation>
    </message>
    <message>
      <source>XML box</source>
      <translation>XML 数据盒</translation>
    </message>
    <message>
      <source>YCbCr in planes</source>
      <translation>分平面的 YCbCr</translation>
    </message>
    <message>
      <source>YCbCr with transparency</source>
      <translation>带透明度的 YCbCr</translation>
    </message>
    <message>
      <source>You can keep working, but save the result: hints and look won't be kept.</source>
      <translation>可以继续操作，但请保存结果：提示点和外观不会被保留。</translation>
    </message>
    <message>
      <source>You left {name} while dust was being looked for, so that dust is not filled. Open {name} again and press Find.</source>
      <translation>您在查找灰尘时离开了 {name}，因此这些灰尘未被填补。请重新打开 {name} 并按“查找”。</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>放大</translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation>缩小</translation>
    </message>
    <message>
      <source>a PSD file holds at most 2 GB</source>
      <translation>PSD 文件最多 2 GB</translation>
    </message>
    <message>
      <source>a TIFF file holds at most 4 GB</source>
      <translation>TIFF 文件最大 4 GB</translation>
    </message>
    <message>
      <source>a palette without its colors</source>
      <translation>缺少颜色的调色板</translation>
    </message>
    <message>
      <source>a part of its path is not a folder</source>
      <translation>路径的一部分不是文件夹</translation>
    </message>
    <message>
      <source>an image inside that differs from its tags</source>
      <translation>内含图像与标签不符</translation>
    </message>
    <message>
      <source>and {count} more</source>
      <translation>以及另外 {count} 个</translation>
    </message>
    <message>
      <source>another program is using it</source>
      <translation>其他程序正在使用它</translation>
    </message>
    <message>
      <source>another program uses the port</source>
      <translation>该端口已被另一个程序占用</translation>
    </message>
    <message>
      <source>beige</source>
      <translation>米色</translation>
    </message>
    <message>
      <source>black</source>
      <translation>黑色</translation>
    </message>
    <message>
      <source>blue</source>
      <translation>蓝色</translation>
    </message>
    <message>
      <source>brown</source>
      <translation>棕色</translation>
    </message>
    <message>
      <source>channels of different depths</source>
      <translation>各通道深度不同</translation>
    </message>
    <message>
      <source>channels of different sizes</source>
      <translation>各通道尺寸不同</translation>
    </message>
    <message>
      <source>chunks {names}</source>
      <translation>数据块 {names}</translation>
    </message>
    <message>
      <source>content credentials</source>
      <translation>内容凭证</translation>
    </message>
    <message>
      <source>crimson</source>
      <translation>深红色</translation>
    </message>
    <message>
      <source>crop settings</source>
      <translation>裁剪设置</translation>
    </message>
    <message>
      <source>dark gray</source>
      <translation>深灰色</translation>
    </message>
    <message>
      <source>dark {color}</source>
      <translation>深{color}</translation>
    </message>
    <message>
      <source>data behind the end of the JPEG: {names}</source>
      <translation>JPEG 结尾之后的数据：{names}</translation>
    </message>
    <message>
      <source>depth map</source>
      <translation>深度图</translation>
    </message>
    <message>
      <source>files that are no photos ({count}: {names})</source>
      <translation>不是照片的文件（{count}：{names}）</translation>
    </message>
    <message>
      <source>folders of the system ({count}: {names})</source>
      <translation>系统文件夹（{count}：{names}）</translation>
    </message>
    <message>
      <source>further channels</source>
      <translation>其他通道</translation>
    </message>
    <message>
      <source>further pictures</source>
      <translation>其他图像</translation>
    </message>
    <message>
      <source>gain map</source>
      <translation>增益图</translation>
    </message>
    <message>
      <source>gray</source>
      <translation>灰色</translation>
    </message>
    <message>
      <source>grayish {color}</source>
      <translation>灰{color}</translation>
    </message>
    <message>
      <source>green</source>
      <translation>绿色</translation>
    </message>
    <message>
      <source>hidden folders ({count}: {names})</source>
      <translation>隐藏文件夹（{count}：{names}）</translation>
    </message>
    <message>
      <source>hidden photos ({count}: {names})</source>
      <translation>隐藏照片（{count}：{names}）</translation>
    </message>
    <message>
      <source>hint {number}</source>
      <translation>提示 {number}</translation>
    </message>
    <message>
      <source>hint {number} names the region {id}, which is none that limits hints</source>
      <translation>提示点 {number} 指向区域 {id}，但没有可限制提示点的区域使用该编号</translation>
    </message>
    <message>
      <source>inks that are not CMYK</source>
      <translation>CMYK 以外的油墨</translation>
    </message>
    <message>
      <source>it can't be read ({reason})</source>
      <translation>无法读取（{reason}）</translation>
    </message>
    <message>
      <source>it cannot be read ({reason}).</source>
      <translation>无法读取（{reason}）。</translation>
    </message>
    <message>
      <source>it finds no device that it can use</source>
      <translation>找不到可用的设备</translation>
    </message>
    <message>
      <source>it follows contract {given}, and this program knows contract {known}</source>
      <translation>它遵循契约 {given}，而本程序支持契约 {known}</translation>
    </message>
    <message>
      <source>it gives other colors than when it was exported. The file was changed, or this computer computes it wrongly. Get another copy of it</source>
      <translation>其颜色与导出时不同。文件被更改过，或此计算机计算有误。请获取另一份副本</translation>
    </message>
    <message>
      <source>it has an input that this program does not know: {name}</source>
      <translation>它有本程序不认识的输入：{name}</translation>
    </message>
    <message>
      <source>it has an operator that no model for photos needs ({name})</source>
      <translation>它包含照片模型不需要的运算符（{name}）</translation>
    </message>
    <message>
      <source>it has an unknown key {key} (known: {known})</source>
      <translation>它有未知的键 {key}（已知：{known}）</translation>
    </message>
    <message>
      <source>it has custom operators ({domain}). Export it with those of ONNX alone</source>
      <translation>含有自定义运算符（{domain}）。请仅用 ONNX 自带的运算符导出</translation>
    </message>
    <message>
      <source>it has more than {limit} operators</source>
      <translation>它的运算符超过 {limit} 个</translation>
    </message>
    <message>
      <source>it has no "{key}" metadata. Export it with `python -m export`</source>
      <translation>它没有 “{key}” 元数据。请用 `python -m export` 导出</translation>
    </message>
    <message>
      <source>it has no input {name}</source>
      <translation>它缺少输入 {name}</translation>
    </message>
    <message>
      <source>it has no key 'recipe'</source>
      <translation>它没有 'recipe' 键</translation>
    </message>
    <message>
      <source>it has no output {name}</source>
      <translation>它缺少输出 {name}</translation>
    </message>
    <message>
      <source>it has operators of its own. Export it without functions</source>
      <translation>它包含自定义运算符。请导出为不含函数的模型</translation>
    </message>
    <message>
      <source>it has {megapixels:,.0f} megapixels, and the most is {limit}. Make it smaller first.</source>
      <translation>它有 {megapixels:,.0f} 百万像素，最多为 {limit}。请先缩小。</translation>
    </message>
    <message>
      <source>it holds {value}, which is no number</source>
      <translation>它含有 {value}，这不是数字</translation>
    </message>
    <message>
      <source>it is a camera's raw file that cannot be developed. Export it as a TIFF file first.</source>
      <translation>这个相机 RAW 文件无法冲印。请先导出为 TIFF 文件。</translation>
    </message>
    <message>
      <source>it is a folder</source>
      <translation>这是一个文件夹</translation>
    </message>
    <message>
      <source>it is a folder, not a photo.</source>
      <translation>它是文件夹，不是照片。</translation>
    </message>
    <message>
      <source>it is from another version of the program</source>
      <translation>它来自本程序的另一个版本</translation>
    </message>
    <message>
      <source>it is larger than {limit:g} GB</source>
      <translation>它大于 {limit:g} GB</translation>
    </message>
    <message>
      <source>it is larger than {limit:g} MB</source>
      <translation>它大于 {limit:g} MB</translation>
    </message>
    <message>
      <source>it is nested too deeply</source>
      <translation>它嵌套过深</translation>
    </message>
    <message>
      <source>it is not a photo of a known kind. Choose a file of one of these: {kinds}.</source>
      <translation>它不是已知格式的照片。请选择以下格式之一的文件：{kinds}。</translation>
    </message>
    <message>
      <source>it is not a text file</source>
      <translation>它不是文本文件</translation>
    </message>
    <message>
      <source>it is not an ONNX model, or it is damaged. Get another copy of it</source>
      <translation>它不是 ONNX 模型，或已损坏。请换一份副本</translation>
    </message>
    <message>
      <source>it is not an ordinary file</source>
      <translation>它不是普通文件</translation>
    </message>
    <message>
      <source>it is not an ordinary file.</source>
      <translation>它不是普通文件。</translation>
    </message>
    <message>
      <source>it is not valid JSON in line {line}</source>
      <translation>第 {line} 行不是有效的 JSON</translation>
    </message>
    <message>
      <source>it is not valid TOML ({reason})</source>
      <translation>它不是有效的 TOML（{reason}）</translation>
    </message>
    <message>
      <source>it is version {version}, and this program knows version {known}</source>
      <translation>它是版本 {version}，而本程序支持版本 {known}</translation>
    </message>
    <message>
      <source>it must have 1 to {count} places, not {width} x {height}</source>
      <translation>它必须有 1 到 {count} 格，而不是 {width} x {height}</translation>
    </message>
    <message>
      <source>it needs too much memory</source>
      <translation>它需要的内存过多</translation>
    </message>
    <message>
      <source>it reports {text!r}</source>
      <translation>它报告 {text!r}</translation>
    </message>
    <message>
      <source>it takes longer than {seconds:g} seconds</source>
      <translation>用时超过 {seconds:g} 秒</translation>
    </message>
    <message>
      <source>it took longer than {seconds:g} seconds</source>
      <translation>用时超过了 {seconds:g} 秒</translation>
    </message>
    <message>
      <source>it was saved without its merged picture. Save it with maximized compatibility, or as TIFF, first.</source>
      <translation>保存时未包含合并图像。请先以最大兼容性保存，或另存为 TIFF。</translation>
    </message>
    <message>
      <source>its data are not the {count} bytes of {width} x {height} places</source>
      <translation>其数据不是 {width} x {height} 格所需的 {count} 字节</translation>
    </message>
    <message>
      <source>its disk is gone</source>
      <translation>它所在的磁盘不见了</translation>
    </message>
    <message>
      <source>its input {name} is {type} {shape}</source>
      <translation>它的输入 {name} 是 {type} {shape}</translation>
    </message>
    <message>
      <source>its links lead in a circle</source>
      <translation>它的链接形成了循环</translation>
    </message>
    <message>
      <source>its memory is too small</source>
      <translation>其内存太小</translation>
    </message>
    <message>
      <source>its metadata</source>
      <translation>其元数据</translation>
    </message>
    <message>
      <source>its metadata has no {key}</source>
      <translation>它的元数据缺少 {key}</translation>
    </message>
    <message>
      <source>its metadata has no {key} above 0</source>
      <translation>它的元数据缺少大于 0 的 {key}</translation>
    </message>
    <message>
      <source>its metadata is not valid JSON</source>
      <translation>它的元数据不是有效的 JSON</translation>
    </message>
    <message>
      <source>its metadata is too long</source>
      <translation>其元数据过长</translation>
    </message>
    <message>
      <source>its name must have 1 to {limit} characters</source>
      <translation>其名称必须为 1 到 {limit} 个字符</translation>
    </message>
    <message>
      <source>its output {name} is {type} {shape}</source>
      <translation>它的输出 {name} 是 {type} {shape}</translation>
    </message>
    <message>
      <source>its pixels are of a kind that is not supported ({kind}). Save it as a plain RGB or gray file first.</source>
      <translation>不支持这种像素（{kind}）。请先存为普通的 RGB 或灰度文件。</translation>
    </message>
    <message>
      <source>its results are no colors ({what})</source>
      <translation>其结果不是颜色（{what}）</translation>
    </message>
    <message>
      <source>its results differ from the processor's ({output})</source>
      <translation>其结果与处理器的结果不同（{output}）</translation>
    </message>
    <message>
      <source>its weights are in another file. Export it as a single file</source>
      <translation>它的权重在另一个文件中。请导出为单个文件</translation>
    </message>
    <message>
      <source>libraries of photo programs ({count}: {names})</source>
      <translation>照片程序的图库（{count}：{names}）</translation>
    </message>
    <message>
      <source>light gray</source>
      <translation>浅灰色</translation>
    </message>
    <message>
      <source>light {color}</source>
      <translation>浅{color}</translation>
    </message>
    <message>
      <source>links that lead out of the folder ({count}: {names})</source>
      <translation>指向文件夹之外的链接（{count}：{names}）</translation>
    </message>
    <message>
      <source>loading it takes longer than {seconds:g} seconds</source>
      <translation>加载时间超过 {seconds:g} 秒</translation>
    </message>
    <message>
      <source>local adjustments</source>
      <translation>局部调整</translation>
    </message>
    <message>
      <source>maker notes</source>
      <translation>厂商注释</translation>
    </message>
    <message>
      <source>missing files ({count}: {names})</source>
      <translation>缺失的文件（{count}：{names}）</translation>
    </message>
    <message>
      <source>old-style JPEG in {count} strips</source>
      <translation>分为 {count} 条的旧式 JPEG</translation>
    </message>
    <message>
      <source>olive</source>
      <translation>橄榄色</translation>
    </message>
    <message>
      <source>only what is painted has a color, and it needs one</source>
      <translation>只有涂绘的区域有颜色，并且必须有颜色</translation>
    </message>
    <message>
      <source>or paste one</source>
      <translation>或粘贴一张</translation>
    </message>
    <message>
      <source>orange</source>
      <translation>橙色</translation>
    </message>
    <message>
      <source>permission is denied</source>
      <translation>权限不足</translation>
    </message>
    <message>
      <source>pink</source>
      <translation>粉色</translation>
    </message>
    <message>
      <source>purple</source>
      <translation>紫红色</translation>
    </message>
    <message>
      <source>red</source>
      <translation>红色</translation>
    </message>
    <message>
      <source>region {number}</source>
      <translation>区域 {number}</translation>
    </message>
    <message>
      <source>region {number} has the id {id} of another one</source>
      <translation>区域 {number} 的编号 {id} 与另一个相同</translation>
    </message>
    <message>
      <source>regions</source>
      <translation>区域</translation>
    </message>
    <message>
      <source>signed, complex or unusually deep numbers</source>
      <translation>带符号、复数或深度异常的数值</translation>
    </message>
    <message>
      <source>sky blue</source>
      <translation>天蓝色</translation>
    </message>
    <message>
      <source>sound</source>
      <translation>声音</translation>
    </message>
    <message>
      <source>teal</source>
      <translation>青色</translation>
    </message>
    <message>
      <source>the connection ended too early</source>
      <translation>连接过早结束</translation>
    </message>
    <message>
      <source>the connection to its disk was lost</source>
      <translation>与其磁盘的连接已断开</translation>
    </message>
    <message>
      <source>the disk does not support it</source>
      <translation>磁盘不支持此操作</translation>
    </message>
    <message>
      <source>the disk does not support locks</source>
      <translation>磁盘不支持锁定</translation>
    </message>
    <message>
      <source>the disk is full</source>
      <translation>磁盘空间不足</translation>
    </message>
    <message>
      <source>the disk is read-only</source>
      <translation>磁盘为只读</translation>
    </message>
    <message>
      <source>the disk quota is used up</source>
      <translation>磁盘配额已用完</translation>
    </message>
    <message>
      <source>the disk reports an input/output error</source>
      <translation>磁盘报告输入/输出错误</translation>
    </message>
    <message>
      <source>the encoder failed</source>
      <translation>编码器失败</translation>
    </message>
    <message>
      <source>the file exists</source>
      <translation>文件已存在</translation>
    </message>
    <message>
      <source>the file is damaged: it has no pixels. Try another copy of it.</source>
      <translation>文件已损坏，没有像素。请换一份副本试试。</translation>
    </message>
    <message>
      <source>the file is empty. Get another copy of it</source>
      <translation>文件是空的。请换一份副本</translation>
    </message>
    <message>
      <source>the file is empty. Try another copy of it.</source>
      <translation>文件是空的。请尝试另一份副本。</translation>
    </message>
    <message>
      <source>the file is larger than 8 GB.</source>
      <translation>文件大于 8 GB。</translation>
    </message>
    <message>
      <source>the file would be too large for this disk</source>
      <translation>文件对该磁盘来说太大</translation>
    </message>
    <message>
      <source>the library {name} is missing</source>
      <translation>缺少库 {name}</translation>
    </message>
    <message>
      <source>the library {name} is missing, which the extra {extra!r} of Colorizer brings</source>
      <translation>缺少库 {name}，Colorizer 的附加组件 {extra!r} 提供该库</translation>
    </message>
    <message>
      <source>the method {method!r} needs a copy</source>
      <translation>方法 {method!r} 需要副本（copy）</translation>
    </message>
    <message>
      <source>the name cannot be used</source>
      <translation>名称无法使用</translation>
    </message>
    <message>
      <source>the name is too long</source>
      <translation>名称太长</translation>
    </message>
    <message>
      <source>the numbers of {name} must be in ascending order</source>
      <translation>{name} 的数字必须按升序排列</translation>
    </message>
    <message>
      <source>the photo</source>
      <translation>照片</translation>
    </message>
    <message>
      <source>the process that tried it ended; it may need more than {limit:g} GB of memory</source>
      <translation>试用它的进程已终止；它可能需要超过 {limit:g} GB 内存</translation>
    </message>
    <message>
      <source>the server answers with status {status}</source>
      <translation>服务器返回状态 {status}</translation>
    </message>
    <message>
      <source>the server does not answer any more</source>
      <translation>服务器不再响应</translation>
    </message>
    <message>
      <source>the server hardly sends anything</source>
      <translation>服务器几乎不发送数据</translation>
    </message>
    <message>
      <source>the server has another file than before</source>
      <translation>服务器上的文件与之前不同</translation>
    </message>
    <message>
      <source>the system does not accept the name</source>
      <translation>系统不接受这个名称</translation>
    </message>
    <message>
      <source>the system does not permit it</source>
      <translation>系统不允许此操作</translation>
    </message>
    <message>
      <source>the system gives no reason</source>
      <translation>系统没有说明原因</translation>
    </message>
    <message>
      <source>the system reports error {number}</source>
      <translation>系统报告错误 {number}</translation>
    </message>
    <message>
      <source>there is no connection to the server</source>
      <translation>无法连接到服务器</translation>
    </message>
    <message>
      <source>there is no such file or folder</source>
      <translation>没有这个文件或文件夹</translation>
    </message>
    <message>
      <source>there is no such file. Check the name</source>
      <translation>没有这个文件。请检查文件名</translation>
    </message>
    <message>
      <source>there is no such file. Check the name and the folder.</source>
      <translation>没有这个文件。请检查名称和文件夹。</translation>
    </message>
    <message>
      <source>there is not enough memory</source>
      <translation>内存不足</translation>
    </message>
    <message>
      <source>this installation does not include it</source>
      <translation>此安装不包含它</translation>
    </message>
    <message>
      <source>this machine has no such address</source>
      <translation>本机没有这样的地址</translation>
    </message>
    <message>
      <source>this program does not include it</source>
      <translation>此程序不包含它</translation>
    </message>
    <message>
      <source>too many files are open</source>
      <translation>打开的文件太多</translation>
    </message>
    <message>
      <source>trying it takes longer than {limit:g} seconds</source>
      <translation>试用时间超过 {limit:g} 秒</translation>
    </message>
    <message>
      <source>unusual bit fields</source>
      <translation>不常见的位域</translation>
    </message>
    <message>
      <source>video</source>
      <translation>视频</translation>
    </message>
    <message>
      <source>violet</source>
      <translation>紫色</translation>
    </message>
    <message>
      <source>what is painted or protected has no look of its own</source>
      <translation>涂绘或受保护的区域没有自己的外观</translation>
    </message>
    <message>
      <source>white</source>
      <translation>白色</translation>
    </message>
    <message>
      <source>yellow</source>
      <translation>黄色</translation>
    </message>
    <message>
      <source>yellow-green</source>
      <translation>黄绿色</translation>
    </message>
    <message>
      <source>{bits} bits</source>
      <translation>{bits} 位</translation>
    </message>
    <message>
      <source>{colors} of {bits} bits</source>
      <translation>{bits} 位的 {colors}</translation>
    </message>
    <message>
      <source>{color} is the first of the recent colors now. Click in the photo to use it.</source>
      <translation>{color} 现在是最近颜色中的第一个。点击照片即可使用。</translation>
    </message>
    <message>
      <source>{count} already done</source>
      <translation>{count} 张此前已完成</translation>
    </message>
    <message>
      <source>{count} failed</source>
      <translation>{count} 张失败</translation>
    </message>
    <message>
      <source>{count} files of the upload can't be used. Upload fewer at a time.</source>
      <translation>上传的文件中有 {count} 个无法使用。请一次少上传一些。</translation>
    </message>
    <message>
      <source>{count} hints lie outside the crop and are removed. Undo brings them back.</source>
      <translation>{count} 个提示点位于裁剪区域之外，已移除。撤销可将其恢复。</translation>
    </message>
    <message>
      <source>{count} keep the colors of another version of the model.</source>
      <translation>{count} 张保留模型另一版本的颜色。</translation>
    </message>
    <message>
      <source>{count} kept in own colors</source>
      <translation>{count} 张保留原有颜色</translation>
    </message>
    <message>
      <source>{count} not done</source>
      <translation>{count} 张未处理</translation>
    </message>
    <message>
      <source>{count} regions lie outside the crop and are removed. Undo brings them back.</source>
      <translation>{count} 个区域位于裁剪范围之外，已移除。撤销可将其恢复。</translation>
    </message>
    <message>
      <source>{count} skipped</source>
      <translation>{count} 张已跳过</translation>
    </message>
    <message>
      <source>{count} values per pixel</source>
      <translation>每像素 {count} 个值</translation>
    </message>
    <message>
      <source>{device} could not be started: {reason}. {other} does the work.</source>
      <translation>无法启动 {device}：{reason}。改由{other}运行。</translation>
    </message>
    <message>
      <source>{device} failed at work: {reason}. {other} does the work from here on, and no photo is lost. Start Colorizer again to try {device} once more.</source>
      <translation>{device} 在运行中失败：{reason}。此后改由{other}运行，不会丢失照片。重新启动 Colorizer 可再次尝试 {device}。</translation>
    </message>
    <message>
      <source>{done} of {total} photos colorized</source>
      <translation>{done}/{total} 张照片已上色</translation>
    </message>
    <message>
      <source>{done} of {total} photos done</source>
      <translation>已完成 {done} / {total} 张照片</translation>
    </message>
    <message>
      <source>{failed} of {total} photos not saved. {problems}</source>
      <translation>{total} 张照片中有 {failed} 张未保存。{problems}</translation>
    </message>
    <message>
      <source>{files} need the package {package}. {how}</source>
      <translation>{files} 需要软件包 {package}。{how}</translation>
    </message>
    <message>
      <source>{first} and {second} would both give {result}. Give results other names, or let them be numbered.</source>
      <translation>{first} 和 {second} 的结果都会是 {result}。请为结果另取名称，或让它们编号。</translation>
    </message>
    <message>
      <source>{format} results are always sRGB. Choose another format, or sRGB.</source>
      <translation>{format} 格式的结果始终为 sRGB。请选择其他格式或 sRGB。</translation>
    </message>
    <message>
      <source>{high} must be above {low} by at least {least:g}</source>
      <translation>{high} 必须比 {low} 至少大 {least:g}</translation>
    </message>
    <message>
      <source>{low} must be below {high}</source>
      <translation>{low} 必须小于 {high}</translation>
    </message>
    <message>
      <source>{name} does not keep the transparency of the photo.</source>
      <translation>{name} 不保留照片的透明度。</translation>
    </message>
    <message>
      <source>{name} does not keep: {lost}.</source>
      <translation>{name} 未保留：{lost}。</translation>
    </message>
    <message>
      <source>{name} does not reach that far.</source>
      <translation>{name} 没有那么大。</translation>
    </message>
    <message>
      <source>{name} ends too early, so fine detail may be missing. If there is another copy of it, try that.</source>
      <translation>{name} 过早结束，可能缺少细节。如有其他副本，请改用它。</translation>
    </message>
    <message>
      <source>{name} ends too early: {percent:.1f} % of its data are missing, and with them fine detail. If there is another copy of it, try that.</source>
      <translation>{name} 提前结束：缺少 {percent:.1f} % 的数据，因而缺少细节。如有其他副本，请尝试。</translation>
    </message>
    <message>
      <source>{name} gives the same colors here.</source>
      <translation>{name} 在此给出相同的颜色。</translation>
    </message>
    <message>
      <source>{name} has several pages; only the first is used.</source>
      <translation>{name} 有多页，只使用第一页。</translation>
    </message>
    <message>
      <source>{name} has {count} entries, and the most is {limit}</source>
      <translation>{name} 有 {count} 项，最多为 {limit} 项</translation>
    </message>
    <message>
      <source>{name} has {depth} bits a channel, and only {used} of them could be read.</source>
      <translation>{name} 每通道 {depth} 位，只能读取其中 {used} 位。</translation>
    </message>
    <message>
      <source>{name} has {written} bits a channel, and the photo has {depth}.</source>
      <translation>{name} 每通道 {written} 位，而照片为 {depth} 位。</translation>
    </message>
    <message>
      <source>{name} holds characters that no text can hold</source>
      <translation>{name} 含有文本中不能出现的字符</translation>
    </message>
    <message>
      <source>{name} is an animation; only its first frame is used.</source>
      <translation>{name} 是动画，只使用第一帧。</translation>
    </message>
    <message>
      <source>{name} is being saved. The window closes when it is done.</source>
      <translation>正在保存 {name}。完成后窗口将关闭。</translation>
    </message>
    <message>
      <source>{name} is damaged</source>
      <translation>{name} 已损坏</translation>
    </message>
    <message>
      <source>{name} is damaged or ends too early: {percent:.1f} % of its pixels are missing and stay gray. If there is another copy of it, try that.</source>
      <translation>{name} 已损坏或过早结束：缺少 {percent:.1f} % 的像素，这些像素保持灰色。如有其他副本，请改用它。</translation>
    </message>
    <message>
      <source>{name} is in color already, so its colors are kept.</source>
      <translation>{name} 已是彩色，因此保留其颜色。</translation>
    </message>
    <message>
      <source>{name} is left out. {reason} Open the photo to go on without the recipe, or move that away.</source>
      <translation>已略过 {name}。{reason}请打开该照片以在没有配方的情况下继续，或将该配方移走。</translation>
    </message>
    <message>
      <source>{name} is left out: it is in color already. Open it to recolor it.</source>
      <translation>已略过 {name}：它已是彩色。请打开它以重新上色。</translation>
    </message>
    <message>
      <source>{name} is longer than {limit} characters, which is too long</source>
      <translation>{name} 超过 {limit} 个字符，过长</translation>
    </message>
    <message>
      <source>{name} is no longer in its folder. Save the result elsewhere before you show another photo.</source>
      <translation>{name} 已不在原文件夹中。请在显示其他照片之前将结果保存到别处。</translation>
    </message>
    <message>
      <source>{name} is no longer kept here. Upload it again.</source>
      <translation>{name} 已不再保留在此处。请重新上传。</translation>
    </message>
    <message>
      <source>{name} is no longer where it was saved.</source>
      <translation>{name} 已不在其保存位置。</translation>
    </message>
    <message>
      <source>{name} is no program that can be started. Choose another.</source>
      <translation>{name} 不是可以启动的程序。请选择其他程序。</translation>
    </message>
    <message>
      <source>{name} is saved, and proposed where the model finds it again.</source>
      <translation>已保存“{name}”，模型再次找到它时会提出建议。</translation>
    </message>
    <message>
      <source>{name} lacks its end mark, but all of its pixels are there.</source>
      <translation>{name} 缺少结束标记，但所有像素都在。</translation>
    </message>
    <message>
      <source>{name} lacks what {format} cannot hold: {lost}.</source>
      <translation>{name} 缺少 {format} 无法容纳的内容：{lost}。</translation>
    </message>
    <message>
      <source>{name} must be a color such as #8a6d4b</source>
      <translation>{name} 必须是颜色，例如 #8a6d4b</translation>
    </message>
    <message>
      <source>{name} must be a list</source>
      <translation>{name} 必须是列表</translation>
    </message>
    <message>
      <source>{name} must be a list of numbers</source>
      <translation>{name} 必须是数字列表</translation>
    </message>
    <message>
      <source>{name} must be a number</source>
      <translation>{name} 必须是数字</translation>
    </message>
    <message>
      <source>{name} must be a number or {auto}</source>
      <translation>{name} 必须是数字或 {auto}</translation>
    </message>
    <message>
      <source>{name} must be a text</source>
      <translation>{name} 必须是文本</translation>
    </message>
    <message>
      <source>{name} must be a whole number from {low} to {high}</source>
      <translation>{name} 必须是 {low} 到 {high} 之间的整数</translation>
    </message>
    <message>
      <source>{name} must be above 0</source>
      <translation>{name} 必须大于 0</translation>
    </message>
    <message>
      <source>{name} must be an object</source>
      <translation>{name} 必须是对象</translation>
    </message>
    <message>
      <source>{name} must be base64</source>
      <translation>{name} 必须是 base64</translation>
    </message>
    <message>
      <source>{name} must be between {low:g} and {high:g}, not {value:g}</source>
      <translation>{name} 必须在 {low:g} 和 {high:g} 之间，而不是 {value:g}</translation>
    </message>
    <message>
      <source>{name} must be numbers between {low:g} and {high:g}</source>
      <translation>{name} 必须是 {low:g} 和 {high:g} 之间的数字</translation>
    </message>
    <message>
      <source>{name} must be one of {choices}</source>
      <translation>{name} 必须是以下之一：{choices}</translation>
    </message>
    <message>
      <source>{name} must be one of {known}, not {value!r}</source>
      <translation>{name} 必须是 {known} 之一，而不是 {value!r}</translation>
    </message>
    <message>
      <source>{name} must be true or false</source>
      <translation>{name} 必须是 true 或 false</translation>
    </message>
    <message>
      <source>{name} must have {count} numbers</source>
      <translation>{name} 必须有 {count} 个数字</translation>
    </message>
    <message>
      <source>{name} must have {wanted} numbers, not {found}</source>
      <translation>{name} 必须有 {wanted} 个数字，而不是 {found} 个</translation>
    </message>
    <message>
      <source>{name} states a gamma of {gamma:.2f}, so its tones were converted to sRGB.</source>
      <translation>{name} 标明伽马值为 {gamma:.2f}，因此其色调已转换为 sRGB。</translation>
    </message>
    <message>
      <source>{name} states primaries of its own, so its colors were converted to sRGB.</source>
      <translation>{name} 标明了自己的原色，因此其颜色已转换为 sRGB。</translation>
    </message>
    <message>
      <source>{name} was changed by another program.</source>
      <translation>{name} 已被其他程序更改。</translation>
    </message>
    <message>
      <source>{name} was changed elsewhere, such as in another tab.</source>
      <translation>{name} 已在别处更改，例如在另一个标签页中。</translation>
    </message>
    <message>
      <source>{name} was colored with an earlier model, {model}, and keeps its colors.</source>
      <translation>{name} 由旧模型 {model} 上色，并保留其颜色。</translation>
    </message>
    <message>
      <source>{name} was colored with another version of the model {model}, so its colors may differ now. Import that version to get them back.</source>
      <translation>{name} 由模型 {model} 的另一版本上色，因此现在颜色可能不同。导入该版本即可恢复。</translation>
    </message>
    <message>
      <source>{name} was colored with the model {model}, which is not installed. Import that model to get its colors back.</source>
      <translation>{name} 由模型 {model} 上色，但该模型未安装。导入该模型即可恢复其颜色。</translation>
    </message>
    <message>
      <source>{name}, {width} x {height} pixels</source>
      <translation>{name}，{width} x {height} 像素</translation>
    </message>
    <message>
      <source>{parts}.</source>
      <translation>{parts}。</translation>
    </message>
    <message>
      <source>{path} is a file. Name the folder that it is in.</source>
      <translation>{path} 是文件。请指定它所在的文件夹。</translation>
    </message>
    <message>
      <source>{path} is not the file {name} that was published. Get another copy of it.</source>
      <translation>{path} 不是已发布的文件 {name}。请获取另一份副本。</translation>
    </message>
    <message>
      <source>{program} could not be started. {name} is here: {path}</source>
      <translation>无法启动 {program}。{name} 位于：{path}</translation>
    </message>
    <message>
      <source>{reason}. What has arrived is kept: run the same command to go on</source>
      <translation>{reason}。已收到的部分会保留：再次运行同一命令即可继续</translation>
    </message>
    <message>
      <source>{result} exists already.</source>
      <translation>{result} 已存在。</translation>
    </message>
    <message>
      <source>{space} needs {least} bits a channel, and {format} has {depth}. Choose TIFF or PNG, or another color space.</source>
      <translation>{space} 需要每通道 {least} 位，而 {format} 为 {depth} 位。请选择 TIFF 或 PNG，或其他色彩空间。</translation>
    </message>
    <message>
      <source>{where} has an unknown key {key} (known: {known})</source>
      <translation>{where} 有未知的键 {key}（已知：{known}）</translation>
    </message>
    <message>
      <source>{where} has no {key}</source>
      <translation>{where} 没有 {key}</translation>
    </message>
    <message>
      <source>{where}: {key}</source>
      <translation>{where}：{key}</translation>
    </message>
    <message>
      <source>{where}: {reason}</source>
      <translation>{where}：{reason}</translation>
    </message>
  </context>
  <context>
    <name>ModelControls</name>
    <message>
      <source>Keep</source>
      <translation>保留</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>移除</translation>
    </message>
    <message>
      <source>Trying {0}</source>
      <translation>正在试用 {0}</translation>
    </message>
    <message>
      <source>Use It</source>
      <translation>使用</translation>
    </message>
  </context>
  <context>
    <name>ModelMenu</name>
    <message>
      <source>No model</source>
      <translation>无模型</translation>
    </message>
  </context>
  <context>
    <name>ModelPanel</name>
    <message>
      <source>Loading...</source>
      <translation>正在加载...</translation>
    </message>
    <message>
      <source>MODEL</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>No model</source>
      <translation>无模型</translation>
    </message>
    <message>
      <source>The model that colorizes the photo</source>
      <translation>为照片上色的模型</translation>
    </message>
    <message>
      <source>{0} {1}, {2}. License: {3}</source>
      <translation>{0} {1}，{2}。许可证：{3}</translation>
    </message>
  </context>
  <context>
    <name>ModelsDialog</name>
    <message>
      <source>&amp;Import...</source>
      <translation>导入(&amp;I)...</translation>
    </message>
    <message>
      <source>&amp;Remove</source>
      <translation>移除(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Show in Folder</source>
      <translation>在文件夹中显示(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Use</source>
      <translation>使用(&amp;U)</translation>
    </message>
    <message>
      <source>About the chosen model</source>
      <translation>所选模型的信息</translation>
    </message>
    <message>
      <source>Checksum (SHA-256): {0}</source>
      <translation>校验和 (SHA-256)：{0}</translation>
    </message>
    <message>
      <source>Drop an .onnx file here, or choose Import.</source>
      <translation>将 .onnx 文件拖到这里，或选择“导入”。</translation>
    </message>
    <message>
      <source>Installed models</source>
      <translation>已安装的模型</translation>
    </message>
    <message>
      <source>It came with the program</source>
      <translation>随程序提供</translation>
    </message>
    <message>
      <source>License</source>
      <translation>许可证</translation>
    </message>
    <message>
      <source>License: {0}</source>
      <translation>许可证：{0}</translation>
    </message>
    <message>
      <source>Measured quality</source>
      <translation>实测质量</translation>
    </message>
    <message>
      <source>Measured quality: {0}</source>
      <translation>实测质量：{0}</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>Models</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>大小</translation>
    </message>
    <message>
      <source>Source: {0}</source>
      <translation>来源：{0}</translation>
    </message>
    <message>
      <source>Try an .onnx file, and install it if it works</source>
      <translation>试用一个 .onnx 文件，若可用则安装</translation>
    </message>
    <message>
      <source>not measured</source>
      <translation>未测量</translation>
    </message>
    <message>
      <source>{0} (in use)</source>
      <translation>{0}（使用中）</translation>
    </message>
    <message>
      <source>{0} MB</source>
      <translation>{0} MB</translation>
    </message>
  </context>
  <context>
    <name>NamePopup</name>
    <message>
      <source>OK</source>
      <translation>确定</translation>
    </message>
  </context>
  <context>
    <name>NoticeBar</name>
    <message>
      <source>Close this notice</source>
      <translation>关闭此消息</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>详细信息</translation>
    </message>
    <message>
      <source>Show what exactly went wrong</source>
      <translation>显示具体出了什么问题</translation>
    </message>
  </context>
  <context>
    <name>OpenControls</name>
    <message>
      <source>Open Folder</source>
      <translation>打开文件夹</translation>
    </message>
    <message>
      <source>Opening the pasted photo</source>
      <translation>正在打开粘贴的照片</translation>
    </message>
    <message>
      <source>Reopen</source>
      <translation>重新打开</translation>
    </message>
  </context>
  <context>
    <name>PhotoListModel</name>
    <message>
      <source>Edited</source>
      <translation>已编辑</translation>
    </message>
    <message>
      <source>Saved</source>
      <translation>已保存</translation>
    </message>
  </context>
  <context>
    <name>PhotoStrip</name>
    <message>
      <source>Open photos</source>
      <translation>已打开的照片</translation>
    </message>
    <message>
      <source>Scroll the open photos</source>
      <translation>滚动已打开的照片</translation>
    </message>
  </context>
  <context>
    <name>PhotoView</name>
    <message>
      <source>{0}%</source>
      <translation>{0}%</translation>
    </message>
  </context>
  <context>
    <name>PrepareControls</name>
    <message>
      <source>Use the Prepared Photo</source>
      <translation>使用准备好的照片</translation>
    </message>
  </context>
  <context>
    <name>PreparePanel</name>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>完成</translation>
    </message>
    <message>
      <source>Leave the photo as it was (Esc)</source>
      <translation>照片保持原样 (Esc)</translation>
    </message>
    <message>
      <source>Looking for Dust</source>
      <translation>正在查找灰尘</translation>
    </message>
    <message>
      <source>PREPARE SCAN</source>
      <translation>准备扫描件</translation>
    </message>
    <message>
      <source>Use the prepared photo (Enter)</source>
      <translation>使用准备好的照片 (Enter)</translation>
    </message>
    <message>
      <source>Wait until dust is found, or press Stop</source>
      <translation>请等待查找完成，或按“停止”</translation>
    </message>
  </context>
  <context>
    <name>PrepareView</name>
    <message>
      <source>Scan</source>
      <translation>扫描件</translation>
    </message>
    <message>
      <source>{0}%</source>
      <translation>{0}%</translation>
    </message>
  </context>
  <context>
    <name>Presets</name>
    <message>
      <source>&amp;Remove</source>
      <translation>移除(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Save as Preset</source>
      <translation>存为预设(&amp;S)</translation>
    </message>
    <message>
      <source>Look {0}</source>
      <translation>外观 {0}</translation>
    </message>
    <message>
      <source>Name of the preset</source>
      <translation>预设名称</translation>
    </message>
    <message>
      <source>Re&amp;name</source>
      <translation>重命名(&amp;N)</translation>
    </message>
  </context>
  <context>
    <name>Progress</name>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>进度</translation>
    </message>
    <message>
      <source>{0}, {1}%</source>
      <translation>{0}，{1}%</translation>
    </message>
  </context>
  <context>
    <name>ProposalControls</name>
    <message>
      <source>Color {0}</source>
      <translation>颜色 {0}</translation>
    </message>
    <message>
      <source>Name of the color, such as Anna's dress</source>
      <translation>颜色的名称，例如“安娜的裙子”</translation>
    </message>
  </context>
  <context>
    <name>ProposalMark</name>
    <message>
      <source>Do not propose {0} in this photo</source>
      <translation>不在这张照片中建议“{0}”</translation>
    </message>
    <message>
      <source>Proposed: {0}, {1}. Click to use it here</source>
      <translation>建议：{0}，{1}。点击即可在此使用</translation>
    </message>
  </context>
  <context>
    <name>ReachButtons</name>
    <message>
      <source>Everywhere</source>
      <translation>全部</translation>
    </message>
    <message>
      <source>Here</source>
      <translation>此处</translation>
    </message>
    <message>
      <source>Reach</source>
      <translation>范围</translation>
    </message>
    <message>
      <source>Surface</source>
      <translation>表面</translation>
    </message>
    <message>
      <source>The hint changes whatever the model takes to be alike (R)</source>
      <translation>提示点会影响模型认为相似的所有区域 (R)</translation>
    </message>
    <message>
      <source>The hint colors its own circle (R)</source>
      <translation>提示点只为其圆形范围上色 (R)</translation>
    </message>
    <message>
      <source>The hint colors the surface that it lies on (R)</source>
      <translation>提示点为其所在的表面上色 (R)</translation>
    </message>
  </context>
  <context>
    <name>RecentMenu</name>
    <message>
      <source>&amp;Clear List</source>
      <translation>清除列表(&amp;C)</translation>
    </message>
  </context>
  <context>
    <name>ReferenceRows</name>
    <message>
      <source>As a whole</source>
      <translation>整体</translation>
    </message>
    <message>
      <source>Borrow Colors from a Photo...</source>
      <translation>借用照片的颜色...</translation>
    </message>
    <message>
      <source>By place</source>
      <translation>按位置</translation>
    </message>
    <message>
      <source>By place: borrow the colors again, from a photo that is not toned</source>
      <translation>按位置：请从未调色的照片重新借用颜色</translation>
    </message>
    <message>
      <source>Gives all colors a new balance, or each place those of like places</source>
      <translation>让所有颜色获得新的平衡，或让每个位置取相似位置的颜色</translation>
    </message>
    <message>
      <source>Match</source>
      <translation>匹配</translation>
    </message>
    <message>
      <source>Remove Borrowed Colors</source>
      <translation>移除借用的颜色</translation>
    </message>
  </context>
  <context>
    <name>RegionEditor</name>
    <message>
      <source>Paint {0}</source>
      <translation>涂绘 {0}</translation>
    </message>
    <message>
      <source>Protected {0}</source>
      <translation>受保护 {0}</translation>
    </message>
    <message>
      <source>Region {0}</source>
      <translation>区域 {0}</translation>
    </message>
  </context>
  <context>
    <name>RegionPanel</name>
    <message>
      <source>Double-click a region to rename it</source>
      <translation>双击区域可重命名</translation>
    </message>
    <message>
      <source>REGIONS</source>
      <translation>区域</translation>
    </message>
    <message>
      <source>Regions</source>
      <translation>区域</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>删除</translation>
    </message>
    <message>
      <source>Remove the selected region</source>
      <translation>删除所选区域</translation>
    </message>
    <message>
      <source>Show Mask</source>
      <translation>显示蒙版</translation>
    </message>
    <message>
      <source>Show what the selected region covers</source>
      <translation>显示所选区域覆盖的地方</translation>
    </message>
    <message>
      <source>Whole Photo</source>
      <translation>整张照片</translation>
    </message>
  </context>
  <context>
    <name>RegionTool</name>
    <message>
      <source>A line is drawn, at {0}% from the left, {1}% from the top</source>
      <translation>正在画线，距左侧 {0}%，距顶部 {1}%</translation>
    </message>
    <message>
      <source>The brush is down, at {0}% from the left, {1}% from the top</source>
      <translation>画笔已落下，距左侧 {0}%，距顶部 {1}%</translation>
    </message>
    <message>
      <source>The brush is up, at {0}% from the left, {1}% from the top</source>
      <translation>画笔已抬起，距左侧 {0}%，距顶部 {1}%</translation>
    </message>
    <message>
      <source>The cursor is at {0}% from the left, {1}% from the top</source>
      <translation>光标位于距左侧 {0}%，距顶部 {1}%</translation>
    </message>
  </context>
  <context>
    <name>ResultControls</name>
    <message>
      <source>Open Result With</source>
      <translation>打开结果的方式</translation>
    </message>
    <message>
      <source>Open Result in Another Pro&amp;gram</source>
      <translation>在其他程序中打开结果(&amp;G)</translation>
    </message>
    <message>
      <source>Open Result in {0}</source>
      <translation>在 {0} 中打开结果</translation>
    </message>
  </context>
  <context>
    <name>SaveOptions</name>
    <message>
      <source>About {0}</source>
      <translation>约 {0}</translation>
    </message>
    <message>
      <source>As fine as it takes to keep the lightness of a JPEG</source>
      <translation>足以保持 JPEG 明度的精细度</translation>
    </message>
    <message>
      <source>Automatic</source>
      <translation>自动</translation>
    </message>
    <message>
      <source>Before and after, animated WebP</source>
      <translation>前后对比，WebP 动画</translation>
    </message>
    <message>
      <source>Before and after, side by side</source>
      <translation>上色前与上色后，并排</translation>
    </message>
    <message>
      <source>Before and after, web page with a slider</source>
      <translation>前后对比，带滑块的网页</translation>
    </message>
    <message>
      <source>Color space</source>
      <translation>色彩空间</translation>
    </message>
    <message>
      <source>Colorized photo</source>
      <translation>上色后的照片</translation>
    </message>
    <message>
      <source>Colors only, as a layer for the blend mode Color</source>
      <translation>仅颜色，作为“颜色”混合模式的图层</translation>
    </message>
    <message>
      <source>Compression</source>
      <translation>压缩</translation>
    </message>
    <message>
      <source>Depth</source>
      <translation>位深度</translation>
    </message>
    <message>
      <source>File date</source>
      <translation>文件日期</translation>
    </message>
    <message>
      <source>File size</source>
      <translation>文件大小</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>格式</translation>
    </message>
    <message>
      <source>Metadata</source>
      <translation>元数据</translation>
    </message>
    <message>
      <source>Opacity of the mark</source>
      <translation>标记的不透明度</translation>
    </message>
    <message>
      <source>Photo in its own colors</source>
      <translation>保留原有颜色的照片</translation>
    </message>
    <message>
      <source>Quality</source>
      <translation>品质</translation>
    </message>
    <message>
      <source>Same as photo</source>
      <translation>与照片相同</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>保存</translation>
    </message>
    <message>
      <source>Save With Options</source>
      <translation>按选项保存</translation>
    </message>
    <message>
      <source>Save...</source>
      <translation>保存...</translation>
    </message>
    <message>
      <source>Size of the mark</source>
      <translation>标记的大小</translation>
    </message>
    <message>
      <source>Visible mark</source>
      <translation>可见标记</translation>
    </message>
  </context>
  <context>
    <name>SavedColorsMenu</name>
    <message>
      <source>&amp;Forget</source>
      <translation>删除(&amp;F)</translation>
    </message>
  </context>
  <context>
    <name>SettingsDialog</name>
    <message>
      <source>Same as system</source>
      <translation>与系统相同</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>设置</translation>
    </message>
  </context>
  <context>
    <name>ShortcutSheet</name>
    <message>
      <source>Arrows</source>
      <translation>方向键</translation>
    </message>
    <message>
      <source>Begin or select a hint</source>
      <translation>添加或选择提示点</translation>
    </message>
    <message>
      <source>Click</source>
      <translation>单击</translation>
    </message>
    <message>
      <source>Double-click a slider</source>
      <translation>双击滑块</translation>
    </message>
    <message>
      <source>Drag</source>
      <translation>拖动</translation>
    </message>
    <message>
      <source>Drag or click to select</source>
      <translation>拖动或单击以选择</translation>
    </message>
    <message>
      <source>Drag with the brush</source>
      <translation>用画笔拖动</translation>
    </message>
    <message>
      <source>Draw while the brush is down</source>
      <translation>画笔落下时绘制</translation>
    </message>
    <message>
      <source>Enter</source>
      <translation>Enter</translation>
    </message>
    <message>
      <source>Hold {0}</source>
      <translation>按住 {0}</translation>
    </message>
    <message>
      <source>Keyboard and Mouse</source>
      <translation>键盘与鼠标</translation>
    </message>
    <message>
      <source>Make a region; Shift adds to it, Alt takes away</source>
      <translation>建立区域；Shift 添加，Alt 减去</translation>
    </message>
    <message>
      <source>Menu of a hint or the photo</source>
      <translation>提示点或照片的菜单</translation>
    </message>
    <message>
      <source>Mouse</source>
      <translation>鼠标</translation>
    </message>
    <message>
      <source>Move the crop of a scan</source>
      <translation>移动扫描件的裁剪框</translation>
    </message>
    <message>
      <source>Move the photo or a hint</source>
      <translation>移动照片或提示点</translation>
    </message>
    <message>
      <source>Move the photo, over hints too</source>
      <translation>移动照片，也可从提示点上开始</translation>
    </message>
    <message>
      <source>Move the photo; spread to zoom</source>
      <translation>移动照片；张开手指缩放</translation>
    </message>
    <message>
      <source>Move the selected hint or the brush</source>
      <translation>移动所选提示点或画笔</translation>
    </message>
    <message>
      <source>Paint, erase or protect; a pen paints as wide as it is pressed</source>
      <translation>涂绘、擦除或保护；手写笔的压力决定宽度</translation>
    </message>
    <message>
      <source>Put the brush down, or lift it</source>
      <translation>落下或抬起画笔</translation>
    </message>
    <message>
      <source>Reset to neutral</source>
      <translation>恢复为中性</translation>
    </message>
    <message>
      <source>Resize the crop of a scan</source>
      <translation>调整扫描件裁剪框的大小</translation>
    </message>
    <message>
      <source>Resize the selected hint or the brush</source>
      <translation>调整所选提示点或画笔的大小</translation>
    </message>
    <message>
      <source>Right-click</source>
      <translation>右键单击</translation>
    </message>
    <message>
      <source>Show the original</source>
      <translation>查看原图</translation>
    </message>
    <message>
      <source>Two fingers</source>
      <translation>双指</translation>
    </message>
    <message>
      <source>Use the prepared scan</source>
      <translation>使用准备好的扫描件</translation>
    </message>
    <message>
      <source>Wheel</source>
      <translation>滚轮</translation>
    </message>
    <message>
      <source>Zoom at the cursor</source>
      <translation>以光标为中心缩放</translation>
    </message>
  </context>
  <context>
    <name>SideScroll</name>
    <message>
      <source>Scroll the panel</source>
      <translation>滚动面板</translation>
    </message>
  </context>
  <context>
    <name>StatusBar</name>
    <message>
      <source>Open in...</source>
      <translation>打开方式...</translation>
    </message>
    <message>
      <source>The model runs on {0}.</source>
      <translation>模型运行于 {0}。</translation>
    </message>
    <message>
      <source>color</source>
      <translation>彩色</translation>
    </message>
    <message>
      <source>gray</source>
      <translation>灰度</translation>
    </message>
    <message>
      <source>{0}    {1} × {2}, {3}-bit {4}    </source>
      <translation>{0}    {1} × {2}，{3} 位{4}    </translation>
    </message>
    <message>
      <source>{0} of {1}</source>
      <translation>第 {0} 张，共 {1} 张</translation>
    </message>
  </context>
  <context>
    <name>SuggestionBar</name>
    <message>
      <source>Suggested color {0}</source>
      <translation>建议的颜色 {0}</translation>
    </message>
  </context>
  <context>
    <name>Swatch</name>
    <message>
      <source>{0}. Right-click or Delete: remove</source>
      <translation>{0}。右键单击或按 Delete：移除</translation>
    </message>
  </context>
  <context>
    <name>Toolbar</name>
    <message>
      <source>Zoom</source>
      <translation>缩放</translation>
    </message>
  </context>
  <context>
    <name>UncertaintyView</name>
    <message>
      <source>Bright: the model is uncertain</source>
      <translation>明亮处：模型不确定</translation>
    </message>
    <message>
      <source>Bright: the model is uncertain. 1 to {0}: a hint helps most here (N for the next)</source>
      <translation>明亮处：模型不确定。1 至 {0}：在此添加提示点最有帮助（按 N 到下一个）</translation>
    </message>
  </context>
  <context>
    <name>VariantsDialog</name>
    <message>
      <source>Click a variant to use it.</source>
      <translation>单击变体即可使用。</translation>
    </message>
    <message>
      <source>Colorizing with {0}</source>
      <translation>正在使用 {0} 上色</translation>
    </message>
    <message>
      <source>SELECTED SURFACE</source>
      <translation>所选表面</translation>
    </message>
    <message>
      <source>Variants</source>
      <translation>变体</translation>
    </message>
    <message>
      <source>Vividness {0}</source>
      <translation>鲜艳度 {0}</translation>
    </message>
    <message>
      <source>WHOLE PHOTO</source>
      <translation>整张照片</translation>
    </message>
    <message>
      <source>{0} gives the same colors here.</source>
      <translation>{0} 在此给出相同的颜色。</translation>
    </message>
  </context>
  <context>
    <name>VersionRows</name>
    <message>
      <source>Colors of Another Version...</source>
      <translation>另一版本的颜色...</translation>
    </message>
    <message>
      <source>Remove Colors of Version</source>
      <translation>移除另一版本的颜色</translation>
    </message>
    <message>
      <source>Takes the colors of a file in which this photo was colored elsewhere, where both show the same</source>
      <translation>在两者内容一致之处，采用另一处为此照片上色的文件的颜色</translation>
    </message>
  </context>
  <context>
    <name>ViewControls</name>
    <message>
      <source>{0}%</source>
      <translation>{0}%</translation>
    </message>
  </context>
</TS>
